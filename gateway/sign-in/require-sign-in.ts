import type { ErrorCode } from "../../generated/openapi/errors.ts";
import { ServiceError } from "../../services/runtime/errors.ts";
import type { SignInSettings } from "./settings.ts";

/** The browser behind a request, where people sign in. */
export interface Browser {
  readonly settings: SignInSettings;
  /** Address of the client. */
  readonly ip: string;
  readonly origin: string | undefined;
  readonly cookies: string | undefined;
  /** The session's token; undefined: there is none, or a key was sent. */
  readonly session: string | undefined;
  /** The person of the session. */
  readonly userId: string | undefined;
}

/** @throws ServiceError `route_not_found` where nobody signs in */
export function requireSignIn(browser: Browser | null): Browser {
  if (browser !== null) return browser;
  throw new ServiceError<ErrorCode>("route_not_found", "There is nothing at this path.");
}
