import type { ErrorCode } from "./generated.ts";

/** Codes of calls that failed without an answer of Landfall. */
export type ConnectionCode =
  /** No connection, or it broke before the answer was complete. */
  | "connection_failed"
  /** No answer in time. */
  | "timeout"
  /** The caller's signal ended the call. */
  | "aborted"
  /** Something answered that is not Landfall, such as a proxy. */
  | "unexpected_answer";

/** Contents of an error. */
export interface ErrorFacts {
  readonly code: ErrorCode | ConnectionCode;
  readonly message: string;
  /** HTTP status; null if there was no answer. */
  readonly status?: number | null;
  readonly param?: string | null;
  readonly requestId?: string | null;
  readonly retryAfterMs?: number | null;
  readonly cause?: unknown;
}

/**
 * Base class of all errors that a call rejects with. Distinguish them by `name` or `code`, not by
 * `instanceof`: a program may contain two copies of this package.
 */
export class LandfallError extends Error {
  override readonly name: string = "LandfallError";
  /** The exact cause. Codes may be added; treat an unknown one by its `name`. */
  readonly code: ErrorCode | ConnectionCode;
  /** HTTP status; null if there was no answer. */
  readonly status: number | null;
  /** The field or parameter at fault, nested ones with dots; null if there is none. */
  readonly param: string | null;
  /** Id of the request in Landfall's logs; null if there was no answer. */
  readonly requestId: string | null;
  /** Wait that Landfall asks for, in milliseconds; null if none. */
  readonly retryAfterMs: number | null;

  constructor(facts: ErrorFacts) {
    super(facts.message, facts.cause === undefined ? undefined : { cause: facts.cause });
    this.code = facts.code;
    this.status = facts.status ?? null;
    this.param = facts.param ?? null;
    this.requestId = facts.requestId ?? null;
    this.retryAfterMs = facts.retryAfterMs ?? null;
  }
}

/** The request is invalid: 400, 422 and similar. */
export class InvalidRequestError extends LandfallError {
  override readonly name = "InvalidRequestError";
}
/** The API key is missing or invalid: 401. */
export class AuthenticationError extends LandfallError {
  override readonly name = "AuthenticationError";
}
/** The API key lacks the scope: 403. */
export class PermissionError extends LandfallError {
  override readonly name = "PermissionError";
}
/** The object does not exist in this project and mode: 404. */
export class NotFoundError extends LandfallError {
  override readonly name = "NotFoundError";
}
/** The object is in another state or version: 409, 412. */
export class ConflictError extends LandfallError {
  override readonly name = "ConflictError";
}
/** Too many requests: 429. */
export class RateLimitError extends LandfallError {
  override readonly name = "RateLimitError";
}
/** The project has no credit: 402. */
export class PaymentRequiredError extends LandfallError {
  override readonly name = "PaymentRequiredError";
}
/** Landfall failed: 500 and above. */
export class ApiError extends LandfallError {
  override readonly name = "ApiError";
}
/** No answer of Landfall: `connection_failed`, `timeout`, `aborted`, `unexpected_answer`. */
export class ConnectionError extends LandfallError {
  override readonly name = "ConnectionError";
}

/** True for every error of this package, also from another copy of it. */
export function isLandfallError(value: unknown): value is LandfallError {
  return value instanceof Error && names.has(value.name) && "code" in value && "requestId" in value;
}

/** Error class by the `type` of an answer. */
export const errorClasses: Readonly<Record<string, new (facts: ErrorFacts) => LandfallError>> = {
  invalid_request_error: InvalidRequestError,
  authentication_error: AuthenticationError,
  permission_error: PermissionError,
  not_found_error: NotFoundError,
  conflict_error: ConflictError,
  rate_limit_error: RateLimitError,
  payment_required_error: PaymentRequiredError,
  api_error: ApiError,
};

const names = new Set([
  "LandfallError",
  "InvalidRequestError",
  "AuthenticationError",
  "PermissionError",
  "NotFoundError",
  "ConflictError",
  "RateLimitError",
  "PaymentRequiredError",
  "ApiError",
  "ConnectionError",
]);
