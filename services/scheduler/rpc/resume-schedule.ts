import type { Schedule } from "../../../generated/rpc/landfall/scheduler/v1/schedule.ts";
import type { ResumeScheduleRequest } from "../../../generated/rpc/landfall/scheduler/v1/scheduler.ts";
import { changeSchedule } from "../../store/for-scheduler.ts";
import { showSchedule } from "../answer/show-schedules.ts";
import { mustBeVersion, resumeChange } from "../change/lifecycle.ts";
import type { Scheduler } from "../scheduler.ts";
import { ownerOf } from "./caller.ts";
import { noSchedule, scheduleId } from "./schedule-id.ts";

/** Lets a paused schedule go on. */
export async function resumeSchedule(
  scheduler: Scheduler,
  request: ResumeScheduleRequest,
): Promise<Schedule> {
  const now = scheduler.clock.now();
  const changed = await changeSchedule(
    scheduler.store,
    ownerOf(request.caller),
    scheduleId(request.id),
    now,
    (schedule, open) => {
      mustBeVersion(schedule, request.ifVersion);
      return resumeChange(schedule, open, now, scheduler.zones.rulesOf);
    },
  );
  return showSchedule(scheduler, changed ?? noSchedule(), now);
}
