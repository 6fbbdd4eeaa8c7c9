import type { NewDelivery, ScheduleRecord } from "../../store/for-scheduler.ts";
import { newDelivery } from "../plan/new-delivery.ts";
import { mustBeEditable } from "./lifecycle.ts";

/** Describes what a trigger has of its own. */
export interface Trigger {
  readonly id: Buffer;
  /** Below 0, by chance. */
  readonly ordinal: number;
}

/**
 * The delivery that fires a schedule once, now, beside its plan. That of a paused schedule goes out, too.
 *
 * @throws ServiceError `schedule_not_editable` when the schedule has ended
 */
export function newTrigger(schedule: ScheduleRecord, { id, ordinal }: Trigger, now: number): NewDelivery {
  mustBeEditable(schedule);
  return { ...newDelivery(schedule, now, now, id), ordinal, recurring: false, earlyFire: false };
}
