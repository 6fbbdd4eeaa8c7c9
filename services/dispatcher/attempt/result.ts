import type { AttemptErrorCode } from "../../../generated/rpc/attempt-error-codes.ts";

export type { AttemptErrorCode } from "../../../generated/rpc/attempt-error-codes.ts";

/** Facts known about every attempt, however it ended. */
export interface AttemptFacts {
  /** When the first byte was sent; if none was (`requestSent` false), when the sender was called. */
  readonly startedAt: number;
  /** False if no byte reached the socket, so the receiver cannot have seen this attempt. */
  readonly requestSent: boolean;
  /** From `startedAt` to the last byte of the answer, or to the error. */
  readonly durationMs: number;
  /** Null if no status line arrived. */
  readonly statusCode: number | null;
  /** Bytes read of the answer's body, as received (gzip is not decoded). */
  readonly responseBytes: number;
  /** The first bytes of the answer's body, raw; at most `snippetBytes`. */
  readonly snippet: Buffer;
  /** The Retry-After value, unparsed; null if absent. */
  readonly retryAfter: string | null;
}

/**
 * Result of one attempt. `response`: a whole answer was read, whatever its status. `error`: it was not;
 * `statusCode` says if a status came first, which decides the outcome for `too_large`. `message` is safe to
 * show: it never contains a body, header value or secret.
 */
export type AttemptResult =
  | (AttemptFacts & { readonly kind: "response"; readonly statusCode: number })
  | (AttemptFacts & {
      readonly kind: "error";
      readonly code: Exclude<AttemptErrorCode, "http_status">;
      readonly message: string;
    });

/** True for 2xx. */
export function isSuccess(statusCode: number): boolean {
  return statusCode >= 200 && statusCode <= 299;
}

/**
 * The recorded `error` of an attempt: null for a whole 2xx answer, `http_status` for any other whole
 * answer.
 */
export function attemptError(
  result: AttemptResult,
): { readonly code: AttemptErrorCode; readonly message: string } | null {
  if (result.kind === "error") return { code: result.code, message: result.message };
  if (isSuccess(result.statusCode)) return null;
  const redirect = result.statusCode >= 300 && result.statusCode <= 399 && result.statusCode !== 304;
  const message = `the receiver answered ${result.statusCode}${redirect ? "; redirects are not followed" : ""}`;
  return { code: "http_status", message };
}
