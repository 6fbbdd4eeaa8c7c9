import { prefixedId } from "../../runtime/ulid.ts";
import * as store from "../../store/for-scheduler.ts";
import { planOrSetAside } from "../plan/set-aside.ts";
import type { Scheduler } from "../scheduler.ts";

/** Schedules taken in one pass. */
const mostSchedules = 200;

/** Describes what one pass did. */
export interface EmitPass {
  readonly schedules: number;
  readonly deliveries: number;
  /** Those of them that could not be planned, and why. */
  readonly setAside: readonly { readonly scheduleId: string; readonly problem: unknown }[];
  /** There may be more to do at once. */
  readonly more: boolean;
}

/** Writes the next deliveries of the recurring schedules whose turn it is. */
export async function emitDueOccurrences({ store: handle, clock, zones }: Scheduler): Promise<EmitPass> {
  const now = clock.now();
  // By id: what a deadlock undid is planned again.
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
