import type { Schedule } from "../../../generated/rpc/landfall/scheduler/v1/schedule.ts";
import type { CancelScheduleRequest } from "../../../generated/rpc/landfall/scheduler/v1/scheduler.ts";
import { ownerOf } from "../../rules/caller.ts";
import { mustBeVersion } from "../../rules/must-be-version.ts";
import { idOf, notFound } from "../../rules/object-ids.ts";
import { changeSchedule, type OpenDelivery } from "../../store/for-scheduler.ts";
import { showSchedule } from "../answer/show-schedules.ts";
import { cancelChange } from "../change/lifecycle.ts";
import { untilFinal } from "../change/until-final.ts";
import type { Scheduler } from "../scheduler.ts";

/** Cancels a schedule and its open deliveries; a repeated call returns the same answer. */
export async function cancelSchedule(
  scheduler: Scheduler,
  request: CancelScheduleRequest,
): Promise<Schedule> {
  const now = scheduler.clock.now();
  let before: readonly OpenDelivery[] = [];
  const changed = await changeSchedule(
    scheduler.store,
    ownerOf(request.caller),
    idOf("schedule", request.id),
    now,
    (schedule, open) => {
      mustBeVersion("schedule", schedule, request.ifVersion);
      before = open;
      return cancelChange(schedule, open, now, scheduler.zones.rulesOf);
    },
  );
  await untilFinal(scheduler, before);
  return showSchedule(scheduler, changed ?? notFound("schedule"), now);
}
