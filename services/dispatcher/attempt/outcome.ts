import { backoffMs, type RetryPolicy } from "./backoff.ts";
import { type AttemptResult, attemptError, isSuccess } from "./result.ts";
import { retryAfterMs } from "./retry-after.ts";

/** Overrides what becomes of an attempt. Names a status, an error code, or both (both must match). */
export interface OutcomeRule {
  /** Three digits, or a digit and `xx`; null matches any, also none. */
  readonly status: string | null;
  /** An `AttemptErrorCode`. */
  readonly error: string | null;
  readonly action: "retry" | "dead_letter" | "succeed";
  /** For `retry`: waits exactly this, in place of backoff, Retry-After and cap; null leaves them. */
  readonly afterMs: number | null;
}

export interface OutcomePolicy extends RetryPolicy {
  /** In order: the first that matches decides. */
  readonly rules: readonly OutcomeRule[];
}

/** `failed` ends the delivery as a dead letter; `reason` says what ended it. */
export type Outcome =
  | { readonly outcome: "succeeded" }
  | { readonly outcome: "retry"; readonly nextAttemptAt: number }
  | { readonly outcome: "failed"; readonly reason: "attempts_exhausted" | "gone" | "rule" };

/**
 * Returns what becomes of a delivery after attempt `attempt` (from 1), which ended at `endedAt`.
 *
 * Rules first; then 2xx succeeds, 410 fails at once, 429 and 503 obey Retry-After up to the
 * policy's cap, and everything else retries until `maxAttempts`: redirects, since none is followed,
 * and `blocked`, since DNS may heal and a literal address costs nothing but its attempts.
 *
 * An answer that was cut at the size bound (`too_large`) is judged by its status: the receiver has
 * taken the delivery, and a retry would hand it over twice because of what it said afterwards. Any
 * other error after a status is a retry: half an answer does not tell that the receiver finished.
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

/** What interruptions may cost beyond the policy's attempts, should a delivery be what stops its dispatcher. */
const spareAttempts = 3;

/**
 * An attempt that this side broke off says nothing of the receiver, so it is made again at once and is not held
 * against the policy, within reason.
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
