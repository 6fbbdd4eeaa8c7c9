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
import { mustFitPlan } from "../create/must-fit-plan.ts";
import { destinationsOf } from "../destinations-of.ts";
import { judgeMetered } from "../judge/judge-metered.ts";
import { judgeSchedule } from "../judge/judge-schedule.ts";
import type { Scheduler } from "../scheduler.ts";

/** Number of rounds before it gives up because the schedule keeps changing while the update is checked. */
const mostRounds = 20;

/**
 * Changes the named fields. Checks the new fields (which resolves host names) before it locks anything. If
 * the schedule has changed by then, starts again from the changed schedule.
 *
 * @throws ServiceError also `service_unavailable` when the schedule keeps changing
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
    if (request.paths.includes("body")) {
      await mustFitPlan(scheduler, request.caller, judged.request.body?.length ?? null);
    }
    if (before.creditsLeft !== null) judgeMetered(judged);
    let moved = false;
    let asBefore: readonly OpenDelivery[] = [];
    const changed = await changeSchedule(store, owner, id, now, (schedule, open) => {
      moved = schedule.version !== before.version;
      if (moved) return null;
      // A change of labels alone has no effect on an attempt that has begun.
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
