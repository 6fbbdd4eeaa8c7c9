import { startLoop } from "../runtime/loop.ts";
import type { Telemetry } from "../runtime/telemetry/telemetry.ts";
import { createBacklogGauges } from "./loops/measure-backlog.ts";
import { createPurge } from "./loops/purge-settled-deliveries.ts";
import { createRollUp } from "./loops/roll-up-attempts.ts";
import type { Upkeep } from "./upkeep.ts";

/** Starts the loops beside the way of a delivery: figures, purge, gauges. Returns how to stop them. */
export function startUpkeep(upkeep: Upkeep, telemetry: Telemetry): { stop(): Promise<void> } {
  const { clock, log } = upkeep;
  const start = (name: string, { runOnce }: { runOnce(): Promise<number> }) =>
    startLoop({ name, clock, log, runOnce });
  const loops = [
    start("roll-up-attempts", createRollUp(upkeep)),
    start("purge-settled-deliveries", createPurge(upkeep)),
    start("measure-backlog", createBacklogGauges(upkeep, telemetry)),
  ];
  return {
    stop: async () => void (await Promise.all(loops.map((loop) => loop.stop()))),
  };
}
