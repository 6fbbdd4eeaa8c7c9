import type { IncomingHttpHeaders } from "node:http";
import { verify } from "../../../sdk/src/index.ts";
import type { KnownSecrets } from "./known-secrets.ts";

/** Result of checking a signature. */
export type Verdict =
  /** A known secret made it. */
  | "verified"
  /** The request has none. */
  | "unsigned"
  /** It cannot be read. */
  | "malformed"
  /** It is older than the tolerance. */
  | "too_old"
  /** It is from the future, by more than the tolerance. */
  | "too_new"
  /** No known secret made it, or the body was changed. */
  | "no_match"
  /** No secret is known to check it with. */
  | "unchecked";

/** Verifies a request; asks for the secrets once more before it says that none matches. */
export async function checkSignature(
  headers: IncomingHttpHeaders,
  body: Uint8Array,
  secrets: KnownSecrets,
): Promise<Verdict> {
  const first = await verdictWith(headers, body, secrets.texts);
  if ((first !== "no_match" && first !== "unchecked") || !(await secrets.refresh())) return first;
  return verdictWith(headers, body, secrets.texts);
}

async function verdictWith(
  headers: IncomingHttpHeaders,
  body: Uint8Array,
  secrets: readonly string[],
): Promise<Verdict> {
  if (headers["sched-signature"] === undefined && headers["webhook-signature"] === undefined)
    return "unsigned";
  if (secrets.length === 0) return "unchecked";
  try {
    await verify(headers, body, secrets);
    return "verified";
  } catch (error) {
    if (error instanceof Error && error.name === "VerificationError" && "reason" in error)
      return verdictOf(error.reason);
    throw error;
  }
}

function verdictOf(reason: unknown): Verdict {
  if (reason === "malformed" || reason === "too_old" || reason === "too_new" || reason === "no_match")
    return reason;
  return "unsigned";
}
