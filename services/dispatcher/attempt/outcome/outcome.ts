import type { RetryAction } from "../../../store/for-dispatcher.ts";
import { type AttemptResult, attemptError, isSuccess } from "../result.ts";
import { backoffMs, type RetryPolicy } from "./backoff.ts";
import { retryAfterMs } from "./retry-after.ts";

/** Overrides the default outcome. Names a status, an error code, or both, which must both match. */
export interface OutcomeRule {
  /** Three digits, or a digit and `xx`; null matches any status and none. */
  readonly status: string | null;
  /** An `AttemptErrorCode`. */
  readonly error: string | null;
  readonly action: RetryAction;
  /** For `retry`: the exact wait, in place of backoff, Retry-After and cap; null keeps those. */
  readonly afterMs: number | null;
}

export interface OutcomePolicy extends RetryPolicy {
  /** The first rule that matches decides. */
  readonly rules: readonly OutcomeRule[];
}

/** Cause that an attempt was the last one of its delivery, which becomes a dead letter. */
export type FailureReason =
  /** It was attempt `maxAttempts`. */
  | "attempts_exhausted"
  /** The receiver answered 410 Gone. */
  | "gone"
  /** A rule of the retry policy says `dead_letter`. */
  | "rule";

/** `failed` makes the delivery a dead letter. */
export type Outcome =
  | { readonly outcome: "succeeded" }
  | { readonly outcome: "retry"; readonly nextAttemptAt: number }
  | { readonly outcome: "failed"; readonly reason: FailureReason };

/**
 * Decides the outcome of attempt `attempt` (from 1), which ended at `endedAt`.
 *
 * Rules come first. Then 2xx succeeds, 410 fails at once, 429 and 503 obey Retry-After up to the policy's
 * cap, and everything else retries until `maxAttempts`. That includes redirects, which are never followed,
 * and `blocked`, since DNS may be corrected.
 *
 * An answer cut at the size bound (`too_large`) is judged by its status: the receiver has accepted the
 * delivery, and a retry would deliver it twice because of its answer's size. Any other error after a status
 * is retried: half an answer does not show that the receiver finished.
 *
 * @param random uniform in [0, 1)
 * @throws RangeError when `attempt` is not a whole number from 1
 */
export function decideOutcome(
  result: AttemptResult,
  policy: OutcomePolicy,
  attempt: number,
  endedAt: number,
  random: () => number,
): Outcome {
  const status = decisiveStatus(result);
  const rule = policy.rules.find((each) => matches(each, result));
  if (rule?.action === "succeed") return { outcome: "succeeded" };
  if (rule?.action === "dead_letter") return { outcome: "failed", reason: "rule" };
  if (rule === undefined) {
    if (status !== null && isSuccess(status)) return { outcome: "succeeded" };
    if (status === 410) return { outcome: "failed", reason: "gone" };
  }
  if (result.kind === "error" && result.code === "interrupted" && rule === undefined) {
    return interruptedOutcome(policy, attempt, endedAt);
  }
  if (attempt >= policy.maxAttempts) return { outcome: "failed", reason: "attempts_exhausted" };
  const asked = status === 429 || status === 503 ? retryAfterMs(result.retryAfter, endedAt) : null;
  const waitMs = rule?.afterMs ?? backoffMs(attempt, policy, random, asked ?? 0);
  return { outcome: "retry", nextAttemptAt: endedAt + waitMs };
}

/** Interrupted attempts allowed beyond the policy's, in case the delivery itself crashes its dispatcher. */
const spareAttempts = 3;

/**
 * Decides the outcome of an attempt that this side interrupted. It says nothing about the receiver, so it
 * is retried at once and not counted against the policy, up to `spareAttempts`.
 */
export function interruptedOutcome(
  policy: Pick<RetryPolicy, "maxAttempts">,
  attempt: number,
  endedAt: number,
): Outcome {
  if (attempt >= policy.maxAttempts + spareAttempts)
    return { outcome: "failed", reason: "attempts_exhausted" };
  return { outcome: "retry", nextAttemptAt: endedAt };
}

function decisiveStatus(result: AttemptResult): number | null {
  return result.kind === "response" || result.code === "too_large" ? result.statusCode : null;
}

function matches(rule: OutcomeRule, result: AttemptResult): boolean {
  if (rule.status === null && rule.error === null) return false;
  const status = decisiveStatus(result);
  if (rule.status !== null && (status === null || !statusMatches(rule.status, status))) return false;
  return rule.error === null || rule.error === attemptError(result)?.code;
}

function statusMatches(pattern: string, status: number): boolean {
  const digits = String(status);
  return pattern.toLowerCase().endsWith("xx") ? pattern[0] === digits[0] : pattern === digits;
}
