import type {
  ReplayScheduleRequest,
  ReplayScheduleResponse,
} from "../../../generated/rpc/landfall/scheduler/v1/scheduler.ts";
import { findSchedules } from "../../store/for-scheduler.ts";
import { ownerOf } from "../caller.ts";
import { createOnce } from "../create-once.ts";
import { destinationsOf } from "../destinations-of.ts";
import { noSchedule, scheduleId } from "../find-schedule.ts";
import { idempotentFields } from "../idempotency.ts";
import { judgeSchedule } from "../judge/judge-schedule.ts";
import { newSchedule } from "../new-schedule.ts";
import { openContent } from "../open-content.ts";
import { replayTiming } from "../replay-timing.ts";
import type { Scheduler } from "../scheduler.ts";
import { showSchedule } from "../show-schedules.ts";
import { noFields, writtenFields } from "../written-fields.ts";

/**
 * Makes a schedule that fires now, with the fields of a one-shot that has ended.
 *
 * @throws ServiceError `schedule_not_found`, `schedule_not_finished`, `not_a_one_shot`, `idempotency_key_reused`,
 *   and what a create refuses a destination with
 */
export async function replaySchedule(
  scheduler: Scheduler,
  request: ReplayScheduleRequest,
): Promise<ReplayScheduleResponse> {
  const { store, clock, keys, destinations } = scheduler;
  const owner = ownerOf(request.caller);
  const id = scheduleId(request.id);
  const { idempotencyKey } = request;
  const idempotent =
    idempotencyKey === undefined
      ? null
      : idempotentFields(`replay_schedule\0${request.id}`, idempotencyKey, noFields);
  const { schedule, replayed } = await createOnce(store, owner, idempotent, async () => {
    const [source] = await findSchedules(store, owner, [id]);
    if (!source) return noSchedule();
    const now = clock.now();
    const timing = replayTiming(source, now);
    const fields = writtenFields(source, await openContent(scheduler, source));
    const judged = await judgeSchedule(fields, destinationsOf(owner, destinations), now, timing);
    // A plan begins after an instant, and this one's only occurrence is now.
    return newSchedule(owner, judged, keys, now, now - 1);
  });
  return { schedule: await showSchedule(scheduler, schedule, clock.now()), replayed };
}
