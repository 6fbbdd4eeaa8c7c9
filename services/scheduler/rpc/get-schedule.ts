import type { Schedule } from "../../../generated/rpc/landfall/scheduler/v1/schedule.ts";
import type { GetScheduleRequest } from "../../../generated/rpc/landfall/scheduler/v1/scheduler.ts";
import { ownerOf } from "../../rules/caller.ts";
import { idOf, notFound } from "../../rules/object-ids.ts";
import { findSchedules } from "../../store/for-scheduler.ts";
import { showSchedule } from "../answer/show-schedules.ts";
import type { Scheduler } from "../scheduler.ts";

/** Returns one schedule. @throws ServiceError `schedule_not_found` */
export async function getSchedule(scheduler: Scheduler, request: GetScheduleRequest): Promise<Schedule> {
  const [schedule] = await findSchedules(scheduler.store, ownerOf(request.caller), [
    idOf("schedule", request.id),
  ]);
  return showSchedule(scheduler, schedule ?? notFound("schedule"), scheduler.clock.now());
}
