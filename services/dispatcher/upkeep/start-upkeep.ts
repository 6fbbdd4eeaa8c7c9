import { startLoop } from "../../runtime/loop.ts";
import type { Telemetry } from "../../runtime/telemetry/telemetry.ts";
import { createBacklogGauges } from "./measure-backlog.ts";
import { createPurge } from "./purge-settled-deliveries.ts";
import { createRollUp } from "./roll-up-attempts.ts";
import type { Upkeep } from "./upkeep.ts";

/** When the time is in doubt, it is asked again after this. */
const doubtAgainMs = 1_000;

/**
 * Starts the loops beside the way of a delivery: figures, purge, gauges. Returns how to stop them.
 *
 * @param doubt why the clock cannot be relied on now; null: it can. What is old is purged by the clock
 */
export function startUpkeep(
  upkeep: Upkeep,
  telemetry: Telemetry,
  doubt: () => string | null,
): { stop(): Promise<void> } {
  const { clock, log } = upkeep;
  const start = (name: string, loop: { runOnce(): Promise<number> }) =>
    startLoop({
      name,
      clock,
      log,
      runOnce: async () => (doubt() === null ? loop.runOnce() : doubtAgainMs),
    });
  const loops = [
    start("roll-up-attempts", createRollUp(upkeep)),
    start("purge-settled-deliveries", createPurge(upkeep)),
    start("measure-backlog", createBacklogGauges(upkeep, telemetry)),
  ];
  return {
    stop: async () => void (await Promise.all(loops.map((loop) => loop.stop()))),
  };
}
