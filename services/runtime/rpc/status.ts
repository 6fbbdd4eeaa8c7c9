import { Metadata, type ServiceError as RpcError, type StatusObject, status } from "@grpc/grpc-js";
import { type ErrorKind, ServiceError, unavailableCode } from "../errors.ts";
import { decodeStatusDetails, encodeStatusDetails, statusDetailsKey } from "./status-details.ts";

/** The one table between what a caller can do about an error and gRPC's codes. */
const codeOfKind = {
  invalid: status.INVALID_ARGUMENT,
  unauthenticated: status.UNAUTHENTICATED,
  forbidden: status.PERMISSION_DENIED,
  not_found: status.NOT_FOUND,
  conflict: status.FAILED_PRECONDITION,
  exhausted: status.RESOURCE_EXHAUSTED,
  unavailable: status.UNAVAILABLE,
} as const satisfies Record<ErrorKind, status>;

/** Describes what a caller can do about an error, by its code. */
export type ErrorKinds = Readonly<Record<string, ErrorKind>>;

type Status = Partial<StatusObject> & { code: status; details: string };

/** What the transport says when the peer is away; CANCELLED is what a forced shutdown of it looks like. */
const away: ReadonlySet<status> = new Set([status.UNAVAILABLE, status.DEADLINE_EXCEEDED, status.CANCELLED]);

/**
 * A session that ends with INTERNAL_ERROR takes all its calls along, of whatever they were in the middle. A server of
 * Node ends one in which a thousand calls were given up at once, as when it stood still past their deadlines (nghttp2's
 * limit of resets).
 */
function isSessionLost({ code, details }: RpcError): boolean {
  return code === status.INTERNAL && details.startsWith("Received RST_STREAM with code 2 triggered");
}

/**
 * The answer of a server to an error: its own if it is a ServiceError of a known code, else a bare INTERNAL. One that
 * came of the deadline (`overdue`) has a code of its own, which the channel does not retry.
 */
export function statusOfError(error: unknown, kinds: ErrorKinds, overdue = false): Status {
  const kind = error instanceof ServiceError ? kinds[error.code] : undefined;
  if (!(error instanceof ServiceError) || kind === undefined) return defect;
  const code = overdue ? status.DEADLINE_EXCEEDED : codeOfKind[kind];
  const metadata = new Metadata();
  const about: Record<string, string> = error.param === null ? {} : { param: error.param };
  const info = { reason: error.code, metadata: about };
  metadata.set(statusDetailsKey, encodeStatusDetails(code, error.message, info));
  // The plain text is percent-encoded into a header; the details have it whole.
  return { code, details: error.code, metadata };
}

const defect: Status = { code: status.INTERNAL, details: "internal error" };

/** True for the answer to an error that no caller can act on: it belongs into the log. */
export function isDefect(answer: Status): boolean {
  return answer === defect;
}

/**
 * The error that a client throws for a failed call: the peer's ServiceError as it was, "unavailable" when the
 * peer could not be reached in time, else an Error that names the method.
 */
export function errorOfStatus(error: RpcError, method: string): Error {
  const [bytes] = error.metadata?.get(statusDetailsKey) ?? [];
  const details = typeof bytes === "object" ? decodeStatusDetails(bytes) : null;
  if (details !== null) {
    const { reason, metadata } = details.info;
    return new ServiceError(reason, details.message, metadata.param ?? null);
  }
  if (away.has(error.code) || isSessionLost(error)) {
    return new ServiceError(unavailableCode, "A part of the system is away; try again.");
  }
  return new Error(`${method} failed: ${status[error.code] ?? error.code}: ${error.details}`);
}
