import { prefixedId } from "../../runtime/ulid.ts";
import * as store from "../../store/for-scheduler.ts";
import { planOrSetAside } from "../plan/set-aside.ts";
import type { Scheduler } from "../scheduler.ts";

/** Schedules taken in one pass. */
const mostSchedules = 200;

/** Result of one pass. */
export interface EmitPass {
  readonly schedules: number;
  readonly deliveries: number;
  /** The schedules that could not be planned, and why. */
  readonly setAside: readonly { readonly scheduleId: string; readonly problem: unknown }[];
  /** True if there may be more to do at once. */
  readonly more: boolean;
}

/** Writes the next deliveries of the recurring schedules that are due to be planned. */
export async function emitDueOccurrences({ store: handle, clock, zones }: Scheduler): Promise<EmitPass> {
  const now = clock.now();
  // Keyed by id, because a transaction that hit a deadlock runs again and decides again.
  const setAside = new Map<string, unknown>();
  const pass = await store.emitDueOccurrences(handle, now, mostSchedules, (schedule) => {
    const planned = planOrSetAside(schedule, now, zones.rulesOf);
    if (planned.problem !== null) setAside.set(prefixedId("sch", schedule.id), planned.problem);
    return planned;
  });
  return {
    ...pass,
    setAside: [...setAside].map(([scheduleId, problem]) => ({ scheduleId, problem })),
    more: pass.schedules === mostSchedules,
  };
}
