import { attemptErrorCodes } from "../../generated/rpc/attempt-error-codes.ts";
import type { Distribution, EventCounter, Telemetry } from "../runtime/telemetry/telemetry.ts";

/** The dispatcher's metrics. */
export interface DispatcherFigures {
  readonly attempts: EventCounter<"outcome">;
  readonly failures: EventCounter<"error">;
  readonly settled: EventCounter<"state">;
  readonly reclaimed: EventCounter<"kind">;
  /** Offset of planned occurrences' first attempts: time of the first byte minus due time. */
  readonly offsetSeconds: Distribution<never>;
  readonly batchRows: Distribution<"step">;
  readonly batchSeconds: Distribution<"step">;
}

const rowBuckets = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000];
const secondBuckets = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 5];

export function createFigures(telemetry: Telemetry): DispatcherFigures {
  const figures: DispatcherFigures = {
    attempts: telemetry.counter({
      name: "landfall_attempts_total",
      help: "Attempts that ended, by what they came to.",
      labels: ["outcome"],
    }),
    failures: telemetry.counter({
      name: "landfall_attempt_errors_total",
      help: "Attempts that did not succeed, by the code of their error.",
      labels: ["error"],
    }),
    settled: telemetry.counter({
      name: "landfall_settled_deliveries_total",
      help: "Deliveries that were settled or put up for a retry, by state.",
      labels: ["state"],
    }),
    reclaimed: telemetry.counter({
      name: "landfall_reclaimed_deliveries_total",
      help: "Deliveries taken back from dispatchers that are gone: claimed only, or interrupted in an attempt.",
      labels: ["kind"],
    }),
    offsetSeconds: telemetry.distribution(
      {
        name: "landfall_first_attempt_offset_seconds",
        help: "First byte of first attempts minus the time they were due.",
        labels: [],
      },
      [0, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 1, 5, 60],
    ),
    batchRows: telemetry.distribution(
      { name: "landfall_batch_rows", help: "Rows of a batch.", labels: ["step"] },
      rowBuckets,
    ),
    batchSeconds: telemetry.distribution(
      {
        name: "landfall_batch_duration_seconds",
        help: "Time of a batch, until it is durable.",
        labels: ["step"],
      },
      secondBuckets,
    ),
  }; // Counters that exist from the start, so that an increase from nothing is seen.
  for (const outcome of ["succeeded", "retry", "failed"]) figures.attempts.add({ outcome }, 0);
  for (const error of attemptErrorCodes) figures.failures.add({ error }, 0);
  for (const state of ["succeeded", "retrying", "dead_lettered", "expired", "skipped"])
    figures.settled.add({ state }, 0);
  for (const kind of ["claimed", "interrupted"]) figures.reclaimed.add({ kind }, 0);
  return figures;
}

/** Runs a batch and records its size and duration. */
export async function measured<Result>(
  figures: DispatcherFigures,
  step: "claim" | "begin" | "settle",
  work: () => Promise<Result>,
  rows: (result: Result) => number,
): Promise<Result> {
  const startedAt = performance.now();
  const result = await work();
  figures.batchSeconds.observe({ step }, (performance.now() - startedAt) / 1_000);
  figures.batchRows.observe({ step }, rows(result));
  return result;
}
