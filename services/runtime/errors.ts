/**
 * Class of an error by what a caller can do about it. `openapi/errors.yaml` sets the kind of each code
 * (`generated/rpc/error-codes.ts`), and `runtime/rpc` maps each kind to a gRPC status.
 */
export type ErrorKind =
  /** The request itself is wrong; sending it again cannot help. */
  | "invalid"
  /** No valid key came with it. */
  | "unauthenticated"
  /** The key is valid and may not do this. */
  | "forbidden"
  /** There is no such object, or it is another's. */
  | "not_found"
  /** The object is in a state that does not allow this. */
  | "conflict"
  /** A rate or quota is used up. */
  | "exhausted"
  /** A peer or the store is away; trying again may help. */
  | "unavailable";

/**
 * An error that a caller acts on. Any other error is a defect and is reported as a bare internal error.
 *
 * `code` is one of `openapi/errors.yaml`; it determines the kind, the gRPC status and the HTTP status.
 * `param` is the request field at fault in dotted form, or null.
 */
export class ServiceError<Code extends string = string> extends Error {
  override readonly name = "ServiceError";
  readonly code: Code;
  readonly param: string | null;

  constructor(code: Code, message: string, param: string | null = null) {
    super(message);
    this.code = code;
    this.param = param;
  }
}

/** Error code for: a peer or the store is away, and trying again may help. */
export const unavailableCode = "service_unavailable";

/** True for an error with that code. */
export function isUnavailable(error: unknown): boolean {
  return error instanceof ServiceError && error.code === unavailableCode;
}
