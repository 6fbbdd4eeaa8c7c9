import type { Handler } from "../../handler.ts";
import { madeReply, scheduleReply } from "../../translate/entity.ts";
import { idempotencyKeyOf } from "../../translate/idempotency-key.ts";
import { toScheduleFields } from "../../translate/schedules/schedule-fields.ts";

/** POST /v1/schedules/{id}/clone */
export const cloneSchedule: Handler<"cloneSchedule"> = async (call, { scheduler }) => {
  const { path, headers, caller, requestId } = call;
  const { idempotency_key: ownKey, ...given } = call.body ?? {};
  const idempotencyKey = idempotencyKeyOf(headers.idempotencyKey, ownKey);
  // A null resets a field to its default; the default of `body` is none.
  const fields = toScheduleFields(given.body === null ? { ...given, body: undefined } : given);
  const request = { caller, id: path.id, fields, paths: Object.keys(given), idempotencyKey };
  const { schedule, replayed, overLimit } = await scheduler.cloneSchedule(request, { requestId });
  if (schedule === undefined) throw new Error("the scheduler gave no schedule");
  return madeReply(scheduleReply(schedule, overLimit), replayed);
};
