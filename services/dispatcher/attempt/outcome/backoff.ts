import type { BackoffStrategy } from "../../../store/for-dispatcher.ts";

export interface BackoffPolicy {
  readonly strategy: BackoffStrategy;
  /** The wait after the first attempt; unused by `list`. */
  readonly baseMs: number;
  /** Base of `exponential`, at least 1; unused by the others. */
  readonly factor: number;
  /** Upper bound of every wait, whatever the strategy, the list or the receiver asks for. */
  readonly maxMs: number;
  /**
   * Shortens each wait at random by up to half, so that deliveries that failed together do not retry
   * together. Unused by `list`, whose waits are exact.
   */
  readonly jitter: boolean;
  /** For `list`: the waits after attempts 1, 2, …; if empty, each wait is `baseMs`. */
  readonly delaysMs: readonly number[];
}

export interface RetryPolicy extends BackoffPolicy {
  /** Total number of attempts, including the first. */
  readonly maxAttempts: number;
}

/**
 * Milliseconds to wait after attempt `attempt` (from 1) failed, a whole number.
 *
 * exponential: base × factor^(attempt−1) · linear: base × attempt · fixed: base · list: the wait at
 * that place of `delaysMs`, past its end the last one. All are cut at the cap first; jitter then
 * takes off up to half and never adds, so the cap is a promise. `list` is never jittered.
 *
 * A Retry-After (RFC 9110, 10.2.3) longer than that wins, up to the cap. It is not jittered: the
 * receiver named the earliest moment.
 *
 * @param random uniform in [0, 1)
 * @param retryAfterMs 0 when the receiver named none
 * @throws RangeError when `attempt` is not a whole number from 1
 */
export function backoffMs(
  attempt: number,
  policy: BackoffPolicy,
  random: () => number,
  retryAfterMs = 0,
): number {
  if (!Number.isSafeInteger(attempt) || attempt < 1) {
    throw new RangeError(`attempt must be a whole number from 1, not ${attempt}`);
  }
  const planned = Math.min(plannedMs(attempt, policy), policy.maxMs);
  const waited = policy.jitter && policy.strategy !== "list" ? planned * (1 - random() / 2) : planned;
  return Math.round(Math.min(Math.max(waited, retryAfterMs), policy.maxMs));
}

function plannedMs(attempt: number, policy: BackoffPolicy): number {
  switch (policy.strategy) {
    case "exponential":
      // Capped before it becomes Infinity: Infinity times a base of 0 is NaN.
      return policy.baseMs * Math.min(policy.factor ** (attempt - 1), Number.MAX_SAFE_INTEGER);
    case "linear":
      return policy.baseMs * attempt;
    case "fixed":
      return policy.baseMs;
    case "list":
      return policy.delaysMs[attempt - 1] ?? policy.delaysMs.at(-1) ?? policy.baseMs;
  }
}
