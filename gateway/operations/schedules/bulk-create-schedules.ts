import type { ErrorCode } from "../../../generated/openapi/errors.ts";
import type { BulkCreateResult } from "../../../generated/openapi/types.gen.ts";
import type {
  CreateSchedulesOnceRequest,
  CreateSchedulesOnceResponse,
} from "../../../generated/rpc/landfall/scheduler/v1/scheduler.ts";
import { ServiceError } from "../../../services/runtime/errors.ts";
import { Portions } from "../../../services/runtime/portions.ts";
import type { Services } from "../../clients/services.ts";
import type { Call, Handler } from "../../handler.ts";
import { type CreateItems, readCreateItems } from "../../read/create-items.ts";
import { saidBy } from "../../translate/canonical-json.ts";
import { idempotencyKeyOf } from "../../translate/idempotency-key.ts";
import { toInstantOrNull } from "../../translate/instant.ts";
import { toRefusal } from "../../translate/refusal.ts";
import { scheduleState } from "../../translate/words.ts";

type BulkCall = Call<"bulkCreateSchedules">;

/** Thousands of rows in one commit take longer than other calls. */
const timeoutMs = 30_000;

/** POST /v1/schedules/bulk */
export const bulkCreateSchedules: Handler<"bulkCreateSchedules"> = async (call, services) => {
  const idempotencyKey = idempotencyKeyOf(call.headers.idempotencyKey);
  mustFitPlan(call);
  const portions = new Portions();
  const items = await readCreateItems(call.body.items, call, idempotencyKey, portions);
  if (idempotencyKey === undefined) return { status: 200, body: await createEach(call, items, services) };
  const said = await saidBy(call.body.items, portions);
  const answer = await createOnce(call, items, { idempotencyKey, said }, services);
  const reply = { status: 200, body: toResult(answer) } as const;
  return answer.replayed ? { ...reply, headers: { "Idempotent-Replayed": "true" } } : reply;
};

/** @throws ServiceError `batch_too_large` */
function mustFitPlan({ body: { items }, maxBulkItems }: BulkCall): void {
  if (maxBulkItems === null || items.length <= maxBulkItems) return;
  const message = `items may hold at most ${maxBulkItems} schedules by the account's plan.`;
  throw new ServiceError<ErrorCode>("batch_too_large", message, "items");
}

/** Creates the items in calls shared with other requests. */
async function createEach(
  { requestId }: BulkCall,
  { items, refused }: CreateItems,
  { creates }: Services,
): Promise<BulkCreateResult> {
  const accepted: BulkCreateResult["accepted"] = [];
  const rejected = [...refused];
  const results = await creates.create(
    items.map(({ item }) => item),
    requestId,
  );
  for (const [place, { result, overLimit }] of results.entries()) {
    const index = items[place]?.index;
    if (index === undefined || result === undefined || result.$case === "awaitsName")
      throw new Error("the scheduler gave no result");
    if (result.$case === "refused") {
      rejected.push(toRefusal(index, result.value));
    } else {
      const { id, nextFireAtMs, state } = result.value;
      accepted.push({
        index,
        id,
        next_fire_at: toInstantOrNull(nextFireAtMs),
        state: scheduleState.toRest(state),
        ...(overLimit !== undefined && { over_limit: overLimit }),
      });
    }
  }
  rejected.sort((a, b) => a.index - b.index);
  return { accepted, rejected };
}

/** Creates all items in one commit together with the answer, which a repeated call gets again. */
function createOnce(
  { caller, requestId }: BulkCall,
  { items, refused }: CreateItems,
  key: Pick<CreateSchedulesOnceRequest, "idempotencyKey" | "said">,
  { scheduler }: Services,
): Promise<CreateSchedulesOnceResponse> {
  const placed = [
    ...items.map(({ index, item }) => ({
      index,
      item: { $case: "create" as const, value: { ...item, names: undefined } },
    })),
    ...refused.map(({ index, code, message, param }) => ({
      index,
      item: { $case: "refused" as const, value: { code, message, param: param ?? undefined } },
    })),
  ].sort((one, other) => one.index - other.index);
  const request = { caller, ...key, items: placed };
  return scheduler.createSchedulesOnce(request, { requestId, timeoutMs });
}

function toResult({ accepted, rejected }: CreateSchedulesOnceResponse): BulkCreateResult {
  return {
    accepted: accepted.map(({ index, id, nextFireAtMs, state, overLimit }) => ({
      index,
      id,
      next_fire_at: toInstantOrNull(nextFireAtMs),
      state: scheduleState.toRest(state),
      ...(overLimit !== undefined && { over_limit: overLimit }),
    })),
    rejected: rejected.map(({ index, problem }) => {
      if (problem === undefined) throw new Error("the scheduler refused an item and did not say why");
      return toRefusal(index, problem);
    }),
  };
}
