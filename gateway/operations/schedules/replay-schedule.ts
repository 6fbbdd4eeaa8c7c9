import type { Handler } from "../../handler.ts";
import { madeReply, scheduleReply } from "../../translate/entity.ts";
import { idempotencyKeyOf } from "../../translate/idempotency-key.ts";

/** POST /v1/schedules/{id}/replay */
export const replaySchedule: Handler<"replaySchedule"> = async (call, { scheduler }) => {
  const { path, headers, caller, requestId } = call;
  const request = { caller, id: path.id, idempotencyKey: idempotencyKeyOf(headers.idempotencyKey) };
  const { schedule, replayed, overLimit } = await scheduler.replaySchedule(request, { requestId });
  if (schedule === undefined) throw new Error("the scheduler gave no schedule");
  return madeReply(scheduleReply(schedule, overLimit), replayed);
};
