import type { CreateScheduleItem } from "../../../generated/rpc/landfall/scheduler/v1/scheduler.ts";
import type { Telemetry } from "../../runtime/telemetry/telemetry.ts";
import type { Tracer } from "../../runtime/telemetry/tracer.ts";
import type { Clock } from "../../runtime/time/clock.ts";
import { writeCreateSpan } from "./create-span.ts";

/** Records one batch of creates, and the milliseconds until it was durable. */
export type NoteCreates = (items: readonly Pick<CreateScheduleItem, "traceparent">[], tookMs: number) => void;

/**
 * Records creates in the process's metrics and traces, with the names and labels that the dispatcher uses for claim,
 * begin and settle.
 */
export function noteCreatesIn(telemetry: Telemetry, tracer: Tracer | null, clock: Clock): NoteCreates {
  const labels = ["step"] as const;
  const rows = telemetry.distribution(
    { name: "landfall_batch_rows", help: "Rows of a batch.", labels },
    [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000],
  );
  const seconds = telemetry.distribution(
    { name: "landfall_batch_duration_seconds", help: "Time of a batch, until it is durable.", labels },
    [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 5],
  );
  return (items, tookMs) => {
    rows.observe({ step: "create" }, items.length);
    seconds.observe({ step: "create" }, tookMs / 1_000);
    if (tracer === null) return;
    const to = clock.now();
    writeCreateSpan(tracer, items, { from: to - tookMs, to });
  };
}
