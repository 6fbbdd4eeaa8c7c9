import type { Telemetry } from "../../runtime/telemetry/telemetry.ts";

/** Records one batch of creates: its size, and the milliseconds until it was durable. */
export type NoteCreates = (rows: number, tookMs: number) => void;

/**
 * Records creates in the process's metrics, with the names and labels that the dispatcher uses for claim,
 * begin and settle.
 */
export function noteCreatesIn(telemetry: Telemetry): NoteCreates {
  const labels = ["step"] as const;
  const rows = telemetry.distribution(
    { name: "landfall_batch_rows", help: "Rows of a batch.", labels },
    [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000],
  );
  const seconds = telemetry.distribution(
    { name: "landfall_batch_duration_seconds", help: "Time of a batch, until it is durable.", labels },
    [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 5],
  );
  return (count, tookMs) => {
    rows.observe({ step: "create" }, count);
    seconds.observe({ step: "create" }, tookMs / 1_000);
  };
}
