import type { Schedule } from "../../../generated/rpc/landfall/scheduler/v1/schedule.ts";
import type { GetScheduleRequest } from "../../../generated/rpc/landfall/scheduler/v1/scheduler.ts";
import { findSchedules } from "../../store/for-scheduler.ts";
import { showSchedule } from "../answer/show-schedules.ts";
import type { Scheduler } from "../scheduler.ts";
import { ownerOf } from "./caller.ts";
import { noSchedule, scheduleId } from "./schedule-id.ts";

/** One schedule. @throws ServiceError `schedule_not_found` */
export async function getSchedule(scheduler: Scheduler, request: GetScheduleRequest): Promise<Schedule> {
  const [schedule] = await findSchedules(scheduler.store, ownerOf(request.caller), [scheduleId(request.id)]);
  return showSchedule(scheduler, schedule ?? noSchedule(), scheduler.clock.now());
}
