import { ServiceError } from "../runtime/errors.ts";

/** Deadlock, lock wait timeout, record changed since read: the transaction can be run again. Galera answers 1213 too. */
const retryable = new Set([1213, 1205, 1020]);
/** Too many connections, shutdown in progress, killed, Galera node not ready. */
const awayErrnos = new Set([1040, 1053, 1927, 1047, 1203]);
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
]);

/** The number that the server gave an error, or null when the error is not the server's. */
export function serverErrno(error: unknown): number | null {
  if (!(error instanceof Error) || !("errno" in error)) return null;
  return typeof error.errno === "number" && error.errno > 0 ? error.errno : null;
}

/** Whether a unique key refused a row. */
export function isDuplicate(error: unknown): boolean {
  return serverErrno(error) === 1062;
}

/** The code that the driver or Node gave an error; null when it has none. */
export function codeOf(error: unknown): string | null {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : null;
}

/** Whether the same may be tried again: the server asks for it, or it is away. Null: neither. */
export function classify(error: unknown): "retry" | "away" | null {
  if (!(error instanceof Error) || error instanceof ServiceError) return null;
  const errno = serverErrno(error);
  if (errno !== null) return retryable.has(errno) ? "retry" : awayErrnos.has(errno) ? "away" : null;
  if (awayCodes.has(codeOf(error) ?? "")) return "away";
  return "fatal" in error && error.fatal === true
    ? "away"
    : closedConnection.test(error.message)
      ? "away"
      : null;
}

/** mysql2 has no code for a command on a connection that ended in the meantime. */
const closedConnection = /closed state|Connection lost|Pool is closed/;

/** What a caller is told when the store stays away. */
export function unavailable(cause: unknown): ServiceError<"service_unavailable"> {
  const error = new ServiceError("unavailable", "service_unavailable", "The store is away; try again.");
  error.cause = cause;
  return error;
}
