import type { Logger } from "../../runtime/logging/logger.ts";
import { restAfter } from "../../runtime/process/rest-after.ts";
import type { Clock } from "../../runtime/time/clock.ts";
import { prefixedId } from "../../runtime/ulid.ts";
import {
  changeSchedule,
  type KeyPosition,
  loadRetention,
  purgeIdempotencyKeys,
  purgeSchedules,
  type Retention,
  type Store,
} from "../../store/for-scheduler.ts";
import { cancelChange } from "../change/lifecycle.ts";

/** Time between two walks. */
const walkEveryMs = 600_000;

/** Dependencies of the purge; tests pass in their own. */
export interface PurgeParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Logger;
  /** Days that ended schedules are kept, for projects without a retention of their own. */
  readonly retentionDays: number;
}

/** The purge loop of one process. */
export interface Purge {
  /** Runs one step; returns the milliseconds until the next. */
  runOnce(): Promise<number>;
}

interface Walk {
  readonly retention: Retention;
  /** Position among the schedules; null: the walk is through them and is at the idempotency keys. */
  schedulesAt: Buffer | null;
  keysAt: KeyPosition | null;
  schedules: number;
  keys: number;
}

/**
 * Deletes schedules whose retention has passed and that have no delivery left, with their requests and
 * metadata, and cancels those that have been exhausted for a year; then deletes the idempotency keys of
 * deleted objects. Safe to run in several processes at once.
 */
export function createPurge({ store, clock, log, retentionDays }: PurgeParts): Purge {
  let walk: Walk | null = null;
  return {
    async runOnce() {
      walk ??= {
        retention: await loadRetention(store, retentionDays),
        schedulesAt: Buffer.alloc(16),
        keysAt: null,
        schedules: 0,
        keys: 0,
      };
      const now = clock.now();
      if (walk.schedulesAt) {
        const step = await purgeSchedules(store, walk.retention, now, walk.schedulesAt);
        walk.schedules += step.purged;
        walk.schedulesAt = step.next;
        for (const { id, ...owner } of step.abandoned) {
          await changeSchedule(store, owner, id, now, (schedule, open) =>
            schedule.state === "exhausted" ? cancelChange(schedule, open, now) : null,
          );
          log.info({ schedule_id: prefixedId("sch", id) }, "canceled: it was exhausted for a year");
        }
        return restAfter(clock.now() - now);
      }
      const step = await purgeIdempotencyKeys(store, walk.retention, now, walk.keysAt);
      walk.keys += step.purged;
      walk.keysAt = step.next;
      if (step.next) return restAfter(clock.now() - now);
      if (walk.schedules + walk.keys > 0) {
        log.info({ schedules: walk.schedules, idempotency_keys: walk.keys }, "purged");
      }
      walk = null;
      return walkEveryMs;
    },
  };
}
