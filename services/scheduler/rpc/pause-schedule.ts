import type { Schedule } from "../../../generated/rpc/landfall/scheduler/v1/schedule.ts";
import type { PauseScheduleRequest } from "../../../generated/rpc/landfall/scheduler/v1/scheduler.ts";
import { changeSchedule, type ScheduleChange } from "../../store/for-scheduler.ts";
import { ownerOf } from "../caller.ts";
import { noSchedule, scheduleId } from "../find-schedule.ts";
import { mustBeVersion, pauseChange } from "../lifecycle.ts";
import { scheduleMessage } from "../schedule-message.ts";
import type { Scheduler } from "../scheduler.ts";
import { untilUnderWay } from "../until-under-way.ts";

/** Holds a schedule's deliveries back. */
export async function pauseSchedule(scheduler: Scheduler, request: PauseScheduleRequest): Promise<Schedule> {
  const now = scheduler.clock.now();
  let change: ScheduleChange | null = null;
  const changed = await changeSchedule(
    scheduler.store,
    ownerOf(request.caller),
    scheduleId(request.id),
    now,
    (schedule, open) => {
      mustBeVersion(schedule, request.ifVersion);
      change = pauseChange(schedule, open, now);
      return change;
    },
  );
  await untilUnderWay(scheduler, change);
  return scheduleMessage(changed ?? noSchedule(), now);
}
