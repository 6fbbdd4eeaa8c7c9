import type {
  CloneScheduleRequest,
  CloneScheduleResponse,
} from "../../../generated/rpc/landfall/scheduler/v1/scheduler.ts";
import { ownerOf } from "../../rules/caller.ts";
import type { IdempotentRequest } from "../../rules/idempotency.ts";
import { idOf, notFound } from "../../rules/object-ids.ts";
import { findSchedules } from "../../store/for-scheduler.ts";
import { openContent } from "../answer/open-content.ts";
import { showSchedule } from "../answer/show-schedules.ts";
import { updatedFields } from "../change/updated-fields.ts";
import { noFields, writtenFields } from "../change/written-fields.ts";
import { createOnce } from "../create/create-once.ts";
import { idempotentFields } from "../create/idempotent-fields.ts";
import { newSchedule } from "../create/new-schedule.ts";
import { destinationsOf } from "../destinations-of.ts";
import { judgeSchedule } from "../judge/judge-schedule.ts";
import type { Scheduler } from "../scheduler.ts";

/**
 * Makes a schedule from the fields of another one, overridden by those of the request and checked as a create
 * checks them.
 *
 * @throws ServiceError `schedule_not_found`, `idempotency_key_reused`, and what a create throws
 */
export async function cloneSchedule(
  scheduler: Scheduler,
  request: CloneScheduleRequest,
): Promise<CloneScheduleResponse> {
  const { store, clock, keys, destinations, zones } = scheduler;
  const owner = ownerOf(request.caller);
  const id = idOf("schedule", request.id);
  const { schedule, madeBefore, overLimit } = await createOnce(
    scheduler,
    request.caller,
    idempotentClone(request),
    async () => {
      const [source] = await findSchedules(store, owner, [id]);
      if (!source) return notFound("schedule");
      const written = writtenFields(source, await openContent(scheduler, source));
      const { fields } = updatedFields(written, request.fields ?? noFields, request.paths);
      const now = clock.now();
      const judged = await judgeSchedule(
        fields,
        destinationsOf(owner, destinations),
        now,
        null,
        zones.forNewPlans,
      );
      return newSchedule(owner, judged, keys, now, now, zones.rulesOf);
    },
  );
  const shown = await showSchedule(scheduler, schedule, clock.now());
  return { schedule: shown, replayed: madeBefore, overLimit: overLimit ?? undefined };
}

function idempotentClone({
  id,
  fields,
  paths,
  idempotencyKey,
}: CloneScheduleRequest): IdempotentRequest | null {
  if (idempotencyKey === undefined) return null;
  const said = ["clone_schedule", id, ...paths.toSorted()].join("\0");
  return idempotentFields(said, idempotencyKey, fields ?? noFields);
}
