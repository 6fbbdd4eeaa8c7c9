import { Metadata, type ServiceError as RpcError, type StatusObject, status } from "@grpc/grpc-js";
import { type ErrorKind, ServiceError } from "../errors.ts";
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

const kindOfCode = new Map<status, ErrorKind>([
  [status.INVALID_ARGUMENT, "invalid"],
  [status.UNAUTHENTICATED, "unauthenticated"],
  [status.PERMISSION_DENIED, "forbidden"],
  [status.NOT_FOUND, "not_found"],
  [status.FAILED_PRECONDITION, "conflict"],
  [status.RESOURCE_EXHAUSTED, "exhausted"],
  [status.UNAVAILABLE, "unavailable"],
  [status.DEADLINE_EXCEEDED, "unavailable"],
]);

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
 * The answer of a server to an error: its own if it is a ServiceError, else a bare INTERNAL. One that
 * came of the deadline (`overdue`) has a code of its own, which the channel does not retry.
 */
export function statusOfError(
  error: unknown,
  overdue = false,
): Partial<StatusObject> & { code: status; details: string } {
  if (!(error instanceof ServiceError)) return { code: status.INTERNAL, details: "internal error" };
  const code = overdue ? status.DEADLINE_EXCEEDED : codeOfKind[error.kind];
  const metadata = new Metadata();
  const about: Record<string, string> = error.param === null ? {} : { param: error.param };
  const info = { reason: error.code, metadata: about };
  metadata.set(statusDetailsKey, encodeStatusDetails(code, error.message, info));
  // The plain text is percent-encoded into a header; the details have it whole.
  return { code, details: error.code, metadata };
}

/**
 * What a client throws for a failed call: the peer's ServiceError as it was, "unavailable" when the
 * peer could not be reached in time, else an Error that names the method.
 */
export function errorOfStatus(error: RpcError, method: string): Error {
  const [bytes] = error.metadata?.get(statusDetailsKey) ?? [];
  const details = typeof bytes === "object" ? decodeStatusDetails(bytes) : null;
  const kind = kindOfCode.get(error.code);
  if (details !== null && kind !== undefined) {
    const { reason, metadata } = details.info;
    return new ServiceError(kind, reason, details.message, metadata.param ?? null);
  }
  if (away.has(error.code) || isSessionLost(error)) {
    return new ServiceError("unavailable", "service_unavailable", "A part of the system is away; try again.");
  }
  return new Error(`${method} failed: ${status[error.code] ?? error.code}: ${error.details}`);
}
