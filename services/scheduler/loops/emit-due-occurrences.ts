import * as store from "../../store/for-scheduler.ts";
import { planAhead } from "../plan-ahead.ts";
import type { Scheduler } from "../scheduler.ts";

/** Schedules taken in one pass. */
const mostSchedules = 200;

/** What one pass did. */
export interface EmitPass {
  readonly schedules: number;
  readonly deliveries: number;
  /** There may be more to do at once. */
  readonly more: boolean;
}

/** Writes the next deliveries of the recurring schedules whose turn it is. */
export async function emitDueOccurrences({ store: handle, clock }: Scheduler): Promise<EmitPass> {
  const now = clock.now();
  const pass = await store.emitDueOccurrences(handle, now, mostSchedules, (schedule) =>
    planAhead(schedule, now, now),
  );
  return { ...pass, more: pass.schedules === mostSchedules };
}
