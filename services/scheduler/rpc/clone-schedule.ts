import type {
  CloneScheduleRequest,
  CloneScheduleResponse,
} from "../../../generated/rpc/landfall/scheduler/v1/scheduler.ts";
import type { IdempotentRequest } from "../../rules/idempotency.ts";
import { findSchedules } from "../../store/for-scheduler.ts";
import { ownerOf } from "../caller.ts";
import { createOnce } from "../create-once.ts";
import { destinationsOf } from "../destinations-of.ts";
import { noSchedule, scheduleId } from "../find-schedule.ts";
import { idempotentFields } from "../idempotency.ts";
import { judgeSchedule } from "../judge/judge-schedule.ts";
import { newSchedule } from "../new-schedule.ts";
import { openContent } from "../open-content.ts";
import type { Scheduler } from "../scheduler.ts";
import { showSchedule } from "../show-schedules.ts";
import { updatedFields } from "../updated-fields.ts";
import { noFields, writtenFields } from "../written-fields.ts";

/**
 * Makes a schedule with the fields of another one and those of the request laid over them, judged as a create
 * judges them.
 *
 * @throws ServiceError `schedule_not_found`, `idempotency_key_reused`, and what a create refuses with
 */
export async function cloneSchedule(
  scheduler: Scheduler,
  request: CloneScheduleRequest,
): Promise<CloneScheduleResponse> {
  const { store, clock, keys, destinations, zones } = scheduler;
  const owner = ownerOf(request.caller);
  const id = scheduleId(request.id);
  const { schedule, replayed } = await createOnce(store, owner, idempotentClone(request), async () => {
    const [source] = await findSchedules(store, owner, [id]);
    if (!source) return noSchedule();
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
  });
  return { schedule: await showSchedule(scheduler, schedule, clock.now()), replayed };
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
