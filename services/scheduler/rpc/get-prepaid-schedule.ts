import type { PrepaidSchedule } from "../../../generated/rpc/landfall/scheduler/v1/schedule.ts";
import type { GetPrepaidScheduleRequest } from "../../../generated/rpc/landfall/scheduler/v1/scheduler.ts";
import { ownerOf } from "../../rules/caller.ts";
import { idOf, notFound } from "../../rules/object-ids.ts";
import { findSchedules } from "../../store/for-scheduler.ts";
import { showPrepaid } from "../answer/show-prepaid.ts";
import type { Scheduler } from "../scheduler.ts";

/** Returns one prepaid schedule. @throws ServiceError `schedule_not_found` */
export async function getPrepaidSchedule(
  scheduler: Scheduler,
  request: GetPrepaidScheduleRequest,
): Promise<PrepaidSchedule> {
  const ids = [idOf("schedule", request.id)];
  const found = await findSchedules(scheduler.store, ownerOf(request.caller), ids);
  const [shown] = await showPrepaid(scheduler, found, scheduler.clock.now());
  return shown ?? notFound("schedule");
}
