import type { ErrorCode } from "../../../generated/rpc/error-codes.ts";
import { ServiceError } from "../../runtime/errors.ts";

/** The way in for people. */
export interface SignIn {
  /** Origin of all links, such as `https://landfall.example`. */
  readonly publicUrl: string;
  /** Closed: only addresses that have an account get a mail. */
  readonly signUp: "open" | "closed";
  /** Called when a mail was queued. */
  wakeMail(): void;
}

/** Milliseconds that a link works. */
export const linkMs = 15 * 60_000;
/** Milliseconds after which a session that is not used ends. */
export const unusedSessionMs = 30 * 86_400_000;
/** Milliseconds after which every session ends. */
export const longestSessionMs = 90 * 86_400_000;

/** Returns the settings. @throws ServiceError `route_not_found` where nobody signs in */
export function mustSignIn(signIn: SignIn | null): SignIn {
  if (signIn !== null) return signIn;
  throw new ServiceError<ErrorCode>("route_not_found", "There is nothing at this path.");
}
