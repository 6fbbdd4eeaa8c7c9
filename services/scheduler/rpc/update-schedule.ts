import type { Schedule } from "../../../generated/rpc/landfall/scheduler/v1/schedule.ts";
import type { UpdateScheduleRequest } from "../../../generated/rpc/landfall/scheduler/v1/scheduler.ts";
import { changeSchedule, findSchedules, type OpenDelivery } from "../../store/for-scheduler.ts";
import { ownerOf } from "../caller.ts";
import { destinationsOf } from "../destinations-of.ts";
import { noSchedule, scheduleId } from "../find-schedule.ts";
import { judgeSchedule } from "../judge/judge-schedule.ts";
import { mustBeEditable, mustBeVersion, planned } from "../lifecycle.ts";
import { openContent } from "../open-content.ts";
import type { Scheduler } from "../scheduler.ts";
import { showSchedule } from "../show-schedules.ts";
import { untilFinal } from "../until-final.ts";
import { updateChange } from "../update-change.ts";
import { updatedFields } from "../updated-fields.ts";
import { noFields, writtenFields } from "../written-fields.ts";

/** How often an update starts again because the schedule changed while it was judged. */
const mostRounds = 5;

/**
 * Changes the fields named. The new fields are judged (names are looked up) before anything is locked; if the
 * schedule has changed by then, it is all done again from what it is now.
 */
export async function updateSchedule(
  scheduler: Scheduler,
  request: UpdateScheduleRequest,
): Promise<Schedule> {
  const { store, clock, keys, destinations, zones } = scheduler;
  const owner = ownerOf(request.caller);
  const id = scheduleId(request.id);
  for (let round = 1; ; round++) {
    const now = clock.now();
    const [before] = await findSchedules(store, owner, [id]);
    if (!before) return noSchedule();
    mustBeVersion(before, request.ifVersion);
    mustBeEditable(before);
    if (request.paths.length === 0) return showSchedule(scheduler, before, now);
    const written = writtenFields(before, await openContent(scheduler, before));
    const update = updatedFields(written, request.fields ?? noFields, request.paths);
    const timed = update.replans ? null : before;
    const judged = await judgeSchedule(
      update.fields,
      destinationsOf(owner, destinations),
      now,
      timed,
      zones.forNewPlans,
    );
    let moved = false;
    let asBefore: readonly OpenDelivery[] = [];
    const changed = await changeSchedule(store, owner, id, now, (schedule, open) => {
      moved = schedule.version !== before.version;
      if (moved) return null;
      // Labels and policies say nothing of an attempt that has begun.
      if (update.replans || update.requests) asBefore = open.filter(planned);
      return updateChange(schedule, open, judged, update, keys, now, zones.rulesOf);
    });
    await untilFinal(scheduler, asBefore);
    if (!moved || round === mostRounds) return showSchedule(scheduler, changed ?? noSchedule(), now);
  }
}
