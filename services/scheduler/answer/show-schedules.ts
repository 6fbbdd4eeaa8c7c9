import type { Schedule } from "../../../generated/rpc/landfall/scheduler/v1/schedule.ts";
import type { ScheduleRecord } from "../../store/for-scheduler.ts";
import type { Scheduler } from "../scheduler.ts";
import { catchUp } from "../zones/catch-up.ts";
import { scheduleMessage } from "./schedule-message.ts";

/**
 * Converts a schedule to its RPC message. Reads new zone rules first if its plan uses some that this process
 * has not read.
 */
export async function showSchedule(
  scheduler: Scheduler,
  record: ScheduleRecord,
  now: number,
): Promise<Schedule> {
  await catchUp(scheduler, [record]);
  return scheduleMessage(record, now, scheduler.zones.rulesOf);
}

/** As `showSchedule`, for several schedules. */
export async function showSchedules(
  scheduler: Scheduler,
  records: readonly ScheduleRecord[],
  now: number,
): Promise<Schedule[]> {
  await catchUp(scheduler, records);
  return records.map((record) => scheduleMessage(record, now, scheduler.zones.rulesOf));
}
