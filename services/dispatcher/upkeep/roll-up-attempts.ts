import { makeHours, rollUpAttempts } from "../../store/for-dispatcher.ts";
import type { Upkeep } from "./upkeep.ts";

/** Maximum age of the figures; a pass without anything new costs fifteen statements. */
const rollEveryMs = 10_000;
/** One process rolls up while it holds this lease; the others check if it still does. */
const leaseMs = 30_000;
const hoursEveryMs = 300_000;

/** The roll-up of one process. */
export interface RollUp {
  /** Runs one pass; returns the milliseconds until the next. */
  runOnce(): Promise<number>;
}

/** Adds settled attempts to the figures by minute and by hour, unless another process is doing so. */
export function createRollUp({ store, clock, log, holder, onTimeMs }: Upkeep): RollUp {
  let hoursAt = 0;
  return {
    async runOnce() {
      const lease = { holder, now: clock.now(), leaseMs };
      const pass = await rollUpAttempts(store, lease, onTimeMs);
      if (pass === null) return leaseMs;
      if (pass.written > 0) log.debug({ figures: pass.written, behind: pass.behind }, "rolled up attempts");
      if (pass.behind) return 0;
      if (lease.now < hoursAt) return rollEveryMs;
      if (await makeHours(store, lease)) return 0;
      hoursAt = lease.now + hoursEveryMs;
      return rollEveryMs;
    },
  };
}
