import type { AttemptErrorCode } from "../../../generated/rpc/attempt-error-codes.ts";

export type { AttemptErrorCode } from "../../../generated/rpc/attempt-error-codes.ts";

/** Describes what is known of every attempt, however it ended. */
export interface AttemptFacts {
  /** When the first byte went out; when the sender was asked, if none did (`requestSent` false). */
  readonly startedAt: number;
  /** False: not one byte reached the socket, so the receiver cannot have seen this attempt. */
  readonly requestSent: boolean;
  /** From `startedAt` to the last byte of the answer, or to the error. */
  readonly durationMs: number;
  /** The status line arrived; null when it did not. */
  readonly statusCode: number | null;
  /** Bytes of the answer's body that were read, as they came (gzip is not undone). */
  readonly responseBytes: number;
  /** The first bytes of the answer's body, raw; at most `snippetBytes`. */
  readonly snippet: Buffer;
  /** The Retry-After value as it came; null when there was none. */
  readonly retryAfter: string | null;
}

/**
 * Describes how one attempt ended. `response`: a whole answer was read, whatever its status. `error`: it was
 * not; `statusCode` tells whether a status came first, which for `too_large` still decides.
 * `message` is ours and safe to show: no body, header value or secret is ever in it.
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
 * The `error` of the attempt as it is recorded: null for a whole 2xx answer, `http_status` for any
 * other one.
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
