import { restAfter } from "../../runtime/process/rest-after.ts";
import {
  loadRetention,
  purgeDeliveries,
  purgeIdleFlows,
  type Retention,
} from "../../store/for-dispatcher.ts";
import type { Upkeep } from "./upkeep.ts";

/** Interval between walks. */
const walkEveryMs = 600_000;
/** A flow that was idle for this long is forgotten. */
const idleFlowMs = 3_600_000;

/** The purge of one process. */
export interface Purge {
  /** Runs one step; returns the milliseconds until the next. */
  runOnce(): Promise<number>;
}

/**
 * Deletes deliveries and their attempts once their retention is over, then idle flows. Several processes
 * may do so concurrently.
 */
export function createPurge({ store, clock, log, retentionDays }: Upkeep): Purge {
  let walk: { retention: Retention; at: Buffer; purged: number } | null = null;
  return {
    async runOnce() {
      walk ??= { retention: await loadRetention(store, retentionDays), at: Buffer.alloc(16), purged: 0 };
      const startedAt = clock.now();
      const step = await purgeDeliveries(store, walk.retention, startedAt, walk.at);
      walk.purged += step.purged;
      if (step.next) {
        walk.at = step.next;
        return restAfter(clock.now() - startedAt);
      }
      if (await purgeIdleFlows(store, startedAt - idleFlowMs)) return restAfter(clock.now() - startedAt);
      if (walk.purged > 0) log.info({ deliveries: walk.purged }, "purged");
      walk = null;
      return walkEveryMs;
    },
  };
}
