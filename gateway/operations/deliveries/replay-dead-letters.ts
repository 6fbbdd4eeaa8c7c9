import type { Handler } from "../../handler.ts";
import { idempotencyKeyOf } from "../../translate/idempotency-key.ts";
import { fromInstant } from "../../translate/instant.ts";

/** Replaying thousands of deliveries takes longer than other calls. */
const timeoutMs = 60_000;

/** POST /v1/dead-letters/replay */
export const replayDeadLetters: Handler<"replayDeadLetters"> = async (call, { dispatcher }) => {
  const { headers, caller, requestId } = call;
  const { ids = [], filter, over, fresh_key: freshKey } = call.body;
  const request = {
    caller,
    ids,
    filter: filter && {
      scheduleId: filter.schedule_id,
      endpointId: filter.endpoint_id,
      search: filter.q,
      createdFromMs: fromInstant(filter.after, "filter.after"),
      createdBeforeMs: fromInstant(filter.before, "filter.before"),
    },
    over: over ?? undefined,
    freshKey: freshKey ?? false,
    idempotencyKey: idempotencyKeyOf(headers.idempotencyKey),
  };
  const { replayed, madeBefore } = await dispatcher.replayDeadLetters(request, { requestId, timeoutMs });
  const body = { object: "dead_letter_replay", replayed } as const;
  return madeBefore
    ? { status: 200, body, headers: { "Idempotent-Replayed": "true" } }
    : { status: 200, body };
};
