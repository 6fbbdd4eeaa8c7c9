import { startLoop } from "../../runtime/process/loop.ts";
import type { Telemetry } from "../../runtime/telemetry/telemetry.ts";
import { createBacklogGauges } from "./measure-backlog.ts";
import { createPurge } from "./purge-settled-deliveries.ts";
import { createRollUp } from "./roll-up-attempts.ts";
import type { Upkeep } from "./upkeep.ts";

/** While the time is in doubt, it is asked again after this. */
const doubtAgainMs = 1_000;

/**
 * Starts the background loops: figures, purge, gauges. Returns a function that stops them.
 *
 * @param doubt reason not to rely on the clock now; null if there is none. The purge needs the clock
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
