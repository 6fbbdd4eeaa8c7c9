import type { Handler } from "../../handler.ts";
import { scheduleReply } from "../../translate/entity.ts";
import { idempotencyKeyOf } from "../../translate/idempotency-key.ts";
import { refusalError } from "../../translate/refusal.ts";
import { toScheduleFields } from "../../translate/schedules/schedule-fields.ts";

/** POST /v1/schedules */
export const createSchedule: Handler<"createSchedule"> = async (
  { body, headers, caller, requestId, traceparent },
  { creates },
) => {
  const idempotencyKey = idempotencyKeyOf(headers.idempotencyKey, body.idempotency_key);
  const item = { caller, fields: toScheduleFields(body), idempotencyKey, traceparent };
  const [{ result, overLimit } = {}] = await creates.create([item], requestId);
  switch (result?.$case) {
    case "created":
      return { ...scheduleReply(result.value, overLimit), status: 201 };
    case "replayed": {
      const reply = scheduleReply(result.value);
      return { ...reply, headers: { ...reply.headers, "Idempotent-Replayed": "true" } };
    }
    case "refused":
      throw refusalError(result.value);
    case "awaitsName":
    case undefined:
      throw new Error("the scheduler gave no result");
  }
};
