import type { Schedule } from "../../../generated/rpc/landfall/scheduler/v1/schedule.ts";
import type { PauseScheduleRequest } from "../../../generated/rpc/landfall/scheduler/v1/scheduler.ts";
import { changeSchedule } from "../../store/for-scheduler.ts";
import { ownerOf } from "../caller.ts";
import { noSchedule, scheduleId } from "../find-schedule.ts";
import { mustBeVersion, pauseChange } from "../lifecycle.ts";
import { scheduleMessage } from "../schedule-message.ts";
import type { Scheduler } from "../scheduler.ts";

/** Holds a schedule's deliveries back. */
export async function pauseSchedule(scheduler: Scheduler, request: PauseScheduleRequest): Promise<Schedule> {
  const now = scheduler.clock.now();
  const changed = await changeSchedule(
    scheduler.store,
    ownerOf(request.caller),
    scheduleId(request.id),
    now,
    (schedule, open) => {
      mustBeVersion(schedule, request.ifVersion);
      return pauseChange(schedule, open, now);
    },
  );
  return scheduleMessage(changed ?? noSchedule(), now);
}
