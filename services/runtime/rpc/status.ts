import { Metadata, type ServiceError as RpcError, type StatusObject, status } from "@grpc/grpc-js";
import { type ErrorKind, ServiceError, unavailableCode } from "../errors.ts";
import { decodeStatusDetails, encodeStatusDetails, statusDetailsKey } from "./status-details.ts";

/** gRPC code of each error kind. */
const codeOfKind = {
  invalid: status.INVALID_ARGUMENT,
  unauthenticated: status.UNAUTHENTICATED,
  forbidden: status.PERMISSION_DENIED,
  not_found: status.NOT_FOUND,
  conflict: status.FAILED_PRECONDITION,
  exhausted: status.RESOURCE_EXHAUSTED,
  unavailable: status.UNAVAILABLE,
} as const satisfies Record<ErrorKind, status>;

/** Error kind by error code. */
export type ErrorKinds = Readonly<Record<string, ErrorKind>>;

type Status = Partial<StatusObject> & { code: status; details: string };

/** Codes of the transport when the peer is away; a forced shutdown of the peer appears as CANCELLED. */
const away: ReadonlySet<status> = new Set([status.UNAVAILABLE, status.DEADLINE_EXCEEDED, status.CANCELLED]);

/**
 * True if the whole session was lost. A session that ends with INTERNAL_ERROR ends all of its calls, in any
 * state. A Node server ends a session in which a thousand calls were canceled at once, for example after it
 * stood still past their deadlines (nghttp2's limit of resets).
 */
function isSessionLost({ code, details }: RpcError): boolean {
  return code === status.INTERNAL && details.startsWith("Received RST_STREAM with code 2 triggered");
}

/**
 * Converts an error to a server's status: a ServiceError with a known code is kept, anything else is a bare
 * INTERNAL. An error caused by the deadline (`overdue`) has a code of its own, which the channel does not
 * retry.
 */
export function statusOfError(error: unknown, kinds: ErrorKinds, overdue = false): Status {
  const kind = error instanceof ServiceError ? kinds[error.code] : undefined;
  if (!(error instanceof ServiceError) || kind === undefined) return defect;
  const code = overdue ? status.DEADLINE_EXCEEDED : codeOfKind[kind];
  const metadata = new Metadata();
  const about: Record<string, string> = error.param === null ? {} : { param: error.param };
  const info = { reason: error.code, metadata: about };
  metadata.set(statusDetailsKey, encodeStatusDetails(code, error.message, info));
  // The plain text is percent-encoded into a header; the details contain the whole message.
  return { code, details: error.code, metadata };
}

const defect: Status = { code: status.INTERNAL, details: "internal error" };

/** True if a status is for a defect, which is logged. */
export function isDefect(answer: Status): boolean {
  return answer === defect;
}

/**
 * Converts a failed call to the error that a client throws: the peer's ServiceError, "unavailable" if the
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
