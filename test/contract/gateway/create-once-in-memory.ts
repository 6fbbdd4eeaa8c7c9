import type {
  CreateScheduleItem,
  CreateScheduleResult,
  CreateSchedulesOnceRequest,
  CreateSchedulesOnceResponse,
} from "../../../generated/rpc/landfall/scheduler/v1/scheduler.ts";
import { ServiceError } from "../../../services/runtime/errors.ts";

type Create = (item: CreateScheduleItem) => CreateScheduleResult;

/** Remembers the answers to calls by their idempotency keys. */
export function createOnceInMemory() {
  const calls = new Map<string, { said: string; answer: CreateSchedulesOnceResponse }>();
  return async (
    request: CreateSchedulesOnceRequest,
    create: Create,
  ): Promise<CreateSchedulesOnceResponse> => {
    const said = request.said.toString("hex");
    const known = calls.get(request.idempotencyKey);
    if (known !== undefined) {
      if (known.said === said) return { ...known.answer, replayed: true };
      throw new ServiceError("invalid", "idempotency_key_reused", "used before", "idempotency_key");
    }
    const answer: CreateSchedulesOnceResponse = { accepted: [], rejected: [], replayed: false };
    for (const { index, item } of request.items) {
      const result = item?.$case === "create" ? create(item.value).result : item;
      if (result?.$case === "refused") answer.rejected.push({ index, problem: result.value });
      else if (result?.$case === "created" || result?.$case === "replayed") {
        const { id, nextFireAtMs, state } = result.value;
        answer.accepted.push({ index, id, nextFireAtMs, state });
      }
    }
    calls.set(request.idempotencyKey, { said, answer });
    return answer;
  };
}
