import { ServiceError } from "../../runtime/errors.ts";
import { isNoRoom, isUndoneAtCommit, type StoreTrouble, troubleOf } from "./server-errnos.ts";

/** The driver's code when the server took too long to answer one statement. */
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
  // A server that goes away in the middle of a TLS handshake.
  "HANDSHAKE_SSL_ERROR",
]);

/** Returns the server's number of an error; null when the error is not the server's. */
export function serverErrno(error: unknown): number | null {
  if (!(error instanceof Error) || !("errno" in error)) return null;
  return typeof error.errno === "number" && error.errno > 0 ? error.errno : null;
}

/** True if a unique key refused a row. */
export function isDuplicate(error: unknown): boolean {
  return serverErrno(error) === 1062;
}

/** Returns the code that the driver or Node gave an error; null when it has none. */
export function codeOf(error: unknown): string | null {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : null;
}

/** Classifies the error of a statement; null: the statement itself is at fault. */
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

/**
 * True if a COMMIT that failed with this error certainly did nothing, so that the transaction may run again.
 */
export function isUndone(error: unknown): boolean {
  const errno = serverErrno(error);
  return errno !== null && isUndoneAtCommit(errno);
}

/** True if an error means that the store's disk is full. */
export function saysNoRoom(error: unknown): boolean {
  const errno = serverErrno(error);
  return errno !== null && isNoRoom(errno);
}

/** mysql2 has no code for a command on a connection that has been closed meanwhile. */
const closedConnection = /closed state|Connection lost|Pool is closed/;

/** Makes the error that callers get when the store stays away. */
export function unavailable(cause: unknown): ServiceError<"service_unavailable"> {
  const error = new ServiceError("service_unavailable", "The store is away; try again.");
  error.cause = cause;
  return error;
}
