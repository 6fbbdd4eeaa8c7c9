import type { Telemetry } from "../../runtime/telemetry/telemetry.ts";
import { type Backlog, measureBacklog } from "../../store/for-dispatcher.ts";
import type { Upkeep } from "./upkeep.ts";

const measureEveryMs = 15_000;
/** Same limit between on time and overdue as in the claim. */
const overdueAfterMs = 5_000;
/** Deliveries are claimed this far ahead. */
const aheadMs = 5_000;

/** The backlog gauges of one process. */
export interface BacklogGauges {
  /** Measures once; returns the milliseconds until the next measurement. */
  runOnce(): Promise<number>;
}

/** Creates gauges of what waits in the store, measured every 15 seconds. */
export function createBacklogGauges({ store, clock }: Upkeep, telemetry: Telemetry): BacklogGauges {
  let last: Backlog = { onTime: 0, overdue: 0, oldestOverdueAt: null, deadLetters: 0, open: 0 };
  const gauge = (name: string, help: string, read: (backlog: Backlog) => number) =>
    telemetry.gauge({ name, help, labels: [] }, () => read(last));
  gauge(
    "landfall_due_deliveries",
    "Deliveries on time that wait to be claimed; up to 100,000.",
    ({ onTime }) => onTime,
  );
  gauge(
    "landfall_overdue_deliveries",
    "Deliveries late by more than 5 s that wait to be claimed; up to 100,000.",
    ({ overdue }) => overdue,
  );
  gauge(
    "landfall_oldest_overdue_seconds",
    "For how long the oldest of them has been due.",
    ({ oldestOverdueAt }) =>
      oldestOverdueAt === null ? 0 : Math.max(clock.now() - oldestOverdueAt, 0) / 1_000,
  );
  gauge("landfall_dead_letters", "Dead letters there are; up to 100,000.", ({ deadLetters }) => deadLetters);
  gauge("landfall_open_deliveries", "Deliveries that are not settled; up to 100,000.", ({ open }) => open);
  return {
    async runOnce() {
      const now = clock.now();
      last = await measureBacklog(store, now - overdueAfterMs, now + aheadMs);
      return measureEveryMs;
    },
  };
}
