import type { Schedule } from "../../../generated/rpc/landfall/scheduler/v1/schedule.ts";
import type { ScheduleRecord } from "../../store/for-scheduler.ts";
import type { Scheduler } from "../scheduler.ts";
import { catchUp } from "../zones/catch-up.ts";
import { scheduleMessage } from "./schedule-message.ts";

/** A schedule as internal callers see it now, by the rules of its zone that its plan goes by. */
export async function showSchedule(
  scheduler: Scheduler,
  record: ScheduleRecord,
  now: number,
): Promise<Schedule> {
  await catchUp(scheduler, [record]);
  return scheduleMessage(record, now, scheduler.zones.rulesOf);
}

/** The same of several. */
export async function showSchedules(
  scheduler: Scheduler,
  records: readonly ScheduleRecord[],
  now: number,
): Promise<Schedule[]> {
  await catchUp(scheduler, records);
  return records.map((record) => scheduleMessage(record, now, scheduler.zones.rulesOf));
}
