import type { Handler } from "../operations.ts";
import { fromInstant } from "../translate/instant.ts";

/** Thousands of deliveries take longer than what else is asked of a service. */
const timeoutMs = 60_000;

/** POST /v1/dead-letters/replay */
export const replayDeadLetters: Handler<"replayDeadLetters"> = async (call, { dispatcher }) => {
  const { body, caller, requestId } = call;
  const { ids = [], filter, over, fresh_key: freshKey } = body;
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
  };
  const { replayed } = await dispatcher.replayDeadLetters(request, { requestId, timeoutMs });
  return { status: 200, body: { object: "dead_letter_replay", replayed } };
};
