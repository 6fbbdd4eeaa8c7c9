import { ServiceError } from "../../runtime/errors.ts";
import { isNoRoom, isUndoneAtCommit, type StoreTrouble, troubleOf } from "./server-errnos.ts";

/** The server said nothing over one statement for too long. */
export const silence = "PROTOCOL_SEQUENCE_TIMEOUT";
const awayCodes = new Set([
  "PROTOCOL_CONNECTION_LOST",
  silence,
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ENOENT",
  "ENOTFOUND",
  "ETIMEDOUT",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENETDOWN",
  "ECONNABORTED",
  // A server that ends in the middle of a TLS handshake.
  "HANDSHAKE_SSL_ERROR",
]);

/** The number that the server gave an error, or null when the error is not the server's. */
export function serverErrno(error: unknown): number | null {
  if (!(error instanceof Error) || !("errno" in error)) return null;
  return typeof error.errno === "number" && error.errno > 0 ? error.errno : null;
}

/** True if a unique key refused a row. */
export function isDuplicate(error: unknown): boolean {
  return serverErrno(error) === 1062;
}

/** The code that the driver or Node gave an error; null when it has none. */
export function codeOf(error: unknown): string | null {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : null;
}

/** The meaning of a statement's error for whoever sent it; null: it is the statement's own fault. */
export function classify(error: unknown): StoreTrouble | null {
  if (!(error instanceof Error) || error instanceof ServiceError) return null;
  const errno = serverErrno(error);
  if (errno !== null) return troubleOf(errno);
  if (awayCodes.has(codeOf(error) ?? "")) return "away";
  return "fatal" in error && error.fatal === true
    ? "away"
    : closedConnection.test(error.message)
      ? "away"
      : null;
}

/** True if a COMMIT that failed with this error certainly did nothing, so that all of it may be run again. */
export function isUndone(error: unknown): boolean {
  const errno = serverErrno(error);
  return errno !== null && isUndoneAtCommit(errno);
}

/** True if an error says that the store's disk is full. */
export function saysNoRoom(error: unknown): boolean {
  const errno = serverErrno(error);
  return errno !== null && isNoRoom(errno);
}

/** mysql2 has no code for a command on a connection that ended in the meantime. */
const closedConnection = /closed state|Connection lost|Pool is closed/;

/** Returns what a caller is told when the store stays away. */
export function unavailable(cause: unknown): ServiceError<"service_unavailable"> {
  const error = new ServiceError("service_unavailable", "The store is away; try again.");
  error.cause = cause;
  return error;
}
