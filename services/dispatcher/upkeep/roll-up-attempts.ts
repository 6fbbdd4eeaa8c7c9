import { makeHours, rollUpAttempts } from "../../store/for-dispatcher.ts";
import type { Upkeep } from "./upkeep.ts";

/** How old figures may be; a pass without anything new is fifteen statements. */
const rollEveryMs = 10_000;
/** Whoever rolls goes on to; the others look whether it still does. */
const leaseMs = 30_000;
const hoursEveryMs = 300_000;

/** The passes of one process. */
export interface RollUp {
  /** One pass; returns the milliseconds until the next. */
  runOnce(): Promise<number>;
}

/** Counts the attempts that were settled into figures, by minute and by hour, unless another process does. */
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
