import type { Schedule } from "../../../generated/rpc/landfall/scheduler/v1/schedule.ts";
import type { ResumeScheduleRequest } from "../../../generated/rpc/landfall/scheduler/v1/scheduler.ts";
import { ownerOf } from "../../rules/caller.ts";
import { mustBeVersion } from "../../rules/must-be-version.ts";
import { idOf, notFound } from "../../rules/object-ids.ts";
import { changeSchedule } from "../../store/for-scheduler.ts";
import { showSchedule } from "../answer/show-schedules.ts";
import { resumeChange } from "../change/lifecycle.ts";
import type { Scheduler } from "../scheduler.ts";

/** Resumes a paused schedule. */
export async function resumeSchedule(
  scheduler: Scheduler,
  request: ResumeScheduleRequest,
): Promise<Schedule> {
  const now = scheduler.clock.now();
  const changed = await changeSchedule(
    scheduler.store,
    ownerOf(request.caller),
    idOf("schedule", request.id),
    now,
    (schedule, open) => {
      mustBeVersion("schedule", schedule, request.ifVersion);
      return resumeChange(schedule, open, now, scheduler.zones.rulesOf);
    },
  );
  return showSchedule(scheduler, changed ?? notFound("schedule"), now);
}
