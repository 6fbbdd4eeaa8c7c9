import type {
  ReplayScheduleRequest,
  ReplayScheduleResponse,
} from "../../../generated/rpc/landfall/scheduler/v1/scheduler.ts";
import { ownerOf } from "../../rules/caller.ts";
import { idOf, notFound } from "../../rules/object-ids.ts";
import { findSchedules } from "../../store/for-scheduler.ts";
import { openContent } from "../answer/open-content.ts";
import { showSchedule } from "../answer/show-schedules.ts";
import { replayTiming } from "../change/replay-timing.ts";
import { noFields, writtenFields } from "../change/written-fields.ts";
import { createOnce } from "../create/create-once.ts";
import { idempotentFields } from "../create/idempotent-fields.ts";
import { newSchedule } from "../create/new-schedule.ts";
import { destinationsOf } from "../destinations-of.ts";
import { judgeSchedule } from "../judge/judge-schedule.ts";
import type { Scheduler } from "../scheduler.ts";

/**
 * Makes a schedule that fires now, with the fields of a one-shot that has ended.
 *
 * @throws ServiceError `schedule_not_found`, `schedule_not_finished`, `not_a_one_shot`,
 * `idempotency_key_reused`,
 *   and what a create throws for a destination
 */
export async function replaySchedule(
  scheduler: Scheduler,
  request: ReplayScheduleRequest,
): Promise<ReplayScheduleResponse> {
  const { store, clock, keys, destinations } = scheduler;
  const owner = ownerOf(request.caller);
  const id = idOf("schedule", request.id);
  const { idempotencyKey } = request;
  const idempotent =
    idempotencyKey === undefined
      ? null
      : idempotentFields(`replay_schedule\0${request.id}`, idempotencyKey, noFields);
  const { schedule, madeBefore, overLimit } = await createOnce(
    scheduler,
    request.caller,
    idempotent,
    async () => {
      const [source] = await findSchedules(store, owner, [id]);
      if (!source) return notFound("schedule");
      const now = clock.now();
      const timing = replayTiming(source, now);
      const fields = writtenFields(source, await openContent(scheduler, source));
      const judged = await judgeSchedule(fields, destinationsOf(owner, destinations), now, timing);
      // A plan's start is exclusive, and the only occurrence of this one is now.
      return newSchedule(owner, judged, keys, now, now - 1);
    },
  );
  const shown = await showSchedule(scheduler, schedule, clock.now());
  return { schedule: shown, replayed: madeBefore, overLimit: overLimit ?? undefined };
}
