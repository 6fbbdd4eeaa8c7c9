/**
 * What a caller can do about a failure; one level coarser than the code. `runtime/rpc` maps it to
 * a gRPC status and back, so that an error keeps its meaning across processes.
 */
export type ErrorKind =
  | "invalid" // the request itself is wrong; sending it again cannot help
  | "unauthenticated"
  | "forbidden"
  | "not_found"
  | "conflict" // the object is in a state that does not allow this
  | "exhausted" // a rate or quota is used up
  | "unavailable"; // a peer or the store is away; trying again may help

/**
 * An error that a caller acts on. Everything else that is thrown is a defect and reaches the
 * outside as a bare internal error.
 *
 * `code` is one of `openapi/errors.yaml` (`generated/rpc/error-codes.ts` holds the type), `param`
 * the request field at fault in dotted form, or null.
 */
export class ServiceError<Code extends string = string> extends Error {
  override readonly name = "ServiceError";
  readonly kind: ErrorKind;
  readonly code: Code;
  readonly param: string | null;

  constructor(kind: ErrorKind, code: Code, message: string, param: string | null = null) {
    super(message);
    this.kind = kind;
    this.code = code;
    this.param = param;
  }
}
