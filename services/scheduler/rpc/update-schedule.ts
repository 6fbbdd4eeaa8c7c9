import type { ErrorCode } from "../../../generated/rpc/error-codes.ts";
import type { Schedule } from "../../../generated/rpc/landfall/scheduler/v1/schedule.ts";
import type { UpdateScheduleRequest } from "../../../generated/rpc/landfall/scheduler/v1/scheduler.ts";
import { ownerOf } from "../../rules/caller.ts";
import { mustBeVersion } from "../../rules/must-be-version.ts";
import { idOf, notFound } from "../../rules/object-ids.ts";
import { ServiceError } from "../../runtime/errors.ts";
import { changeSchedule, findSchedules, type OpenDelivery } from "../../store/for-scheduler.ts";
import { openContent } from "../answer/open-content.ts";
import { showSchedule } from "../answer/show-schedules.ts";
import { mustBeEditable, planned } from "../change/lifecycle.ts";
import { untilFinal } from "../change/until-final.ts";
import { updateChange } from "../change/update-change.ts";
import { updatedFields } from "../change/updated-fields.ts";
import { noFields, writtenFields } from "../change/written-fields.ts";
import { destinationsOf } from "../destinations-of.ts";
import { judgeSchedule } from "../judge/judge-schedule.ts";
import type { Scheduler } from "../scheduler.ts";

/** How often an update starts again because the schedule changed while it was judged. */
const mostRounds = 20;

/**
 * Changes the fields named. The new fields are judged (names are looked up) before anything is locked; if the
 * schedule has changed by then, it is all done again from what it is now.
 *
 * @throws ServiceError also `service_unavailable`, when others change it all the time
 */
export async function updateSchedule(
  scheduler: Scheduler,
  request: UpdateScheduleRequest,
): Promise<Schedule> {
  const { store, clock, keys, destinations, zones } = scheduler;
  const owner = ownerOf(request.caller);
  const id = idOf("schedule", request.id);
  for (let round = 1; ; round++) {
    const now = clock.now();
    const [before] = await findSchedules(store, owner, [id]);
    if (!before) return notFound("schedule");
    mustBeVersion("schedule", before, request.ifVersion);
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
      // Labels say nothing of an attempt that has begun.
      if (update.replans || update.requests || update.rejudges) asBefore = open.filter(planned);
      return updateChange(schedule, open, judged, update, keys, now, zones.rulesOf);
    });
    await untilFinal(scheduler, asBefore);
    if (!moved) return showSchedule(scheduler, changed ?? notFound("schedule"), now);
    if (round === mostRounds) throw tooOften();
  }
}

function tooOften(): ServiceError<ErrorCode> {
  return new ServiceError("service_unavailable", "Others change the schedule all the time; try again.");
}
