import type { Attempt, Delivery } from "../../sdk.ts";

/** Figures of a schedule over its newest runs; null where there is nothing to count. */
export interface RunFigures {
  readonly settled: number;
  readonly succeeded: number;
  /** From 0 to 1, of those that were tried. */
  readonly successRate: number | null;
  readonly lateP50Ms: number | null;
  readonly lateP95Ms: number | null;
  readonly attemptsEach: number | null;
  readonly answerP50Ms: number | null;
  readonly answerP95Ms: number | null;
}

/** Works out the figures. An early first attempt is not late. */
export function runFigures(deliveries: readonly Delivery[], attempts: readonly Attempt[]): RunFigures {
  const tried = deliveries.filter(({ state }) => ["succeeded", "dead_lettered", "expired"].includes(state));
  const succeeded = tried.filter(({ state }) => state === "succeeded").length;
  const late = deliveries.flatMap(({ offset_ms, replay_of }) =>
    offset_ms === null || replay_of !== null ? [] : [Math.max(0, offset_ms)],
  );
  const answers = attempts.map(({ duration_ms }) => duration_ms);
  return {
    settled: tried.length,
    succeeded,
    successRate: tried.length === 0 ? null : succeeded / tried.length,
    lateP50Ms: quantile(late, 0.5),
    lateP95Ms: quantile(late, 0.95),
    attemptsEach:
      tried.length === 0
        ? null
        : tried.reduce((sum, { attempt_count }) => sum + attempt_count, 0) / tried.length,
    answerP50Ms: quantile(answers, 0.5),
    answerP95Ms: quantile(answers, 0.95),
  };
}

/** The smallest value that a share of all does not exceed; null without values. */
export function quantile(values: readonly number[], share: number): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null;
}
