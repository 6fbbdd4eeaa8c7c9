import type { BulkCreateResult } from "../../generated/openapi/types.gen.ts";
import type { Handler } from "../operations.ts";
import { readCreateItems } from "../read/create-items.ts";
import { toInstantOrNull } from "../translate/instant.ts";
import { toRefusal } from "../translate/refusal.ts";
import { scheduleState } from "../translate/words.ts";

/** POST /v1/schedules/bulk */
export const bulkCreateSchedules: Handler<"bulkCreateSchedules"> = async (call, { creates }) => {
  const { items, refused } = readCreateItems(call.body.items, call.caller);
  const accepted: BulkCreateResult["accepted"] = [];
  const rejected = [...refused];
  const results = await Promise.all(items.map(({ item }) => creates.create(item, call.requestId)));
  for (const [place, { result }] of results.entries()) {
    const index = items[place]?.index;
    if (index === undefined || result === undefined) throw new Error("the scheduler gave no result");
    if (result.$case === "refused") {
      rejected.push(toRefusal(index, result.value));
    } else {
      const { id, nextFireAtMs, state } = result.value;
      accepted.push({
        index,
        id,
        next_fire_at: toInstantOrNull(nextFireAtMs),
        state: scheduleState.toRest(state),
      });
    }
  }
  rejected.sort((a, b) => a.index - b.index);
  return { status: 200, body: { accepted, rejected } };
};
