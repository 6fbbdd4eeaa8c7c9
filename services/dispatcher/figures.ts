import type { Distribution, EventCounter, Telemetry } from "../runtime/telemetry/telemetry.ts";

/** What the dispatcher counts. */
export interface DispatcherFigures {
  readonly attempts: EventCounter<"outcome">;
  readonly settled: EventCounter<"state">;
  readonly reclaimed: EventCounter<"kind">;
  /** First attempts of planned occurrences: first byte out minus due, milliseconds. */
  readonly offset: Distribution<never>;
  readonly batchRows: Distribution<"step">;
  readonly batchMs: Distribution<"step">;
}

const rowBuckets = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000];
const msBuckets = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 5_000];

export function createFigures(telemetry: Telemetry): DispatcherFigures {
  return {
    attempts: telemetry.counter({
      name: "landfall_attempts_total",
      help: "Attempts that ended, by what they came to.",
      labels: ["outcome"],
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
    offset: telemetry.distribution(
      {
        name: "landfall_first_attempt_offset_milliseconds",
        help: "First byte of first attempts minus the time they were due.",
        labels: [],
      },
      [0, 1, 2, 5, 10, 20, 50, 100, 200, 300, 500, 1_000, 5_000, 60_000],
    ),
    batchRows: telemetry.distribution(
      { name: "landfall_batch_rows", help: "Rows of a batch.", labels: ["step"] },
      rowBuckets,
    ),
    batchMs: telemetry.distribution(
      {
        name: "landfall_batch_milliseconds",
        help: "Time of a batch, until it is durable.",
        labels: ["step"],
      },
      msBuckets,
    ),
  };
}

/** Runs a batch and notes its size and time. */
export async function measured<Result>(
  figures: DispatcherFigures,
  step: "claim" | "begin" | "settle",
  work: () => Promise<Result>,
  rows: (result: Result) => number,
): Promise<Result> {
  const startedAt = performance.now();
  const result = await work();
  figures.batchMs.observe({ step }, performance.now() - startedAt);
  figures.batchRows.observe({ step }, rows(result));
  return result;
}
