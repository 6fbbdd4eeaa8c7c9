import type { NewDelivery, ScheduleRecord } from "../../store/for-scheduler.ts";
import { newDelivery } from "../plan/new-delivery.ts";
import { mustBeEditable } from "./lifecycle.ts";

/** The values that differ from trigger to trigger. */
export interface Trigger {
  readonly id: Buffer;
  /** A random number below 0. */
  readonly ordinal: number;
}

/**
 * Makes a delivery that fires a schedule once, now, outside its plan. Goes out even when the schedule is
 * paused.
 *
 * @throws ServiceError `schedule_not_editable` when the schedule has ended
 */
export function newTrigger(schedule: ScheduleRecord, { id, ordinal }: Trigger, now: number): NewDelivery {
  mustBeEditable(schedule);
  return { ...newDelivery(schedule, now, now, id), ordinal, recurring: false, earlyFire: false };
}
