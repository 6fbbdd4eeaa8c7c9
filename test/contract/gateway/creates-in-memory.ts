import type { Schedule, ScheduleFields } from "../../../generated/rpc/landfall/scheduler/v1/schedule.ts";
import {
  type AwaitNamesRequest,
  type CreateScheduleItem,
  type CreateScheduleResult,
  type CreateSchedulesOnceRequest,
  type CreateSchedulesOnceResponse,
  NameRule,
} from "../../../generated/rpc/landfall/scheduler/v1/scheduler.ts";
import { ServiceError } from "../../../services/runtime/errors.ts";
import { scheduleOf } from "./samples.ts";

type Schedules = Map<string, { schedule: Schedule; fields: ScheduleFields }>;

/** Describes what was asked about names. */
export interface NamesMemory {
  /** The endpoints of every AwaitNames call. */
  readonly awaited: string[][];
  /** Holds AwaitNames back until it resolves. */
  names: Promise<void>;
}

/** Waits for names as the test says. */
export function awaitNamesIn(memory: NamesMemory) {
  return async ({ endpoints }: AwaitNamesRequest) => {
    memory.awaited.push(endpoints);
    await memory.names;
    return {};
  };
}

/** Creates schedules, and remembers single creates and whole calls by their idempotency keys. */
export function createsInMemory(schedules: Schedules) {
  const byKey = new Map<string, string>();
  const create = ({ fields, idempotencyKey, names }: CreateScheduleItem): CreateScheduleResult => {
    if (fields === undefined) throw new Error("no fields");
    if (names === NameRule.DEFER && fields.endpoint?.includes("//slow-name"))
      return { result: { $case: "awaitsName", value: {} } };
    if (fields.endpoint === "https://blocked.example/") {
      const value = { code: "endpoint_blocked", message: "not public", param: "endpoint" };
      return { result: { $case: "refused", value } };
    }
    const known = schedules.get(byKey.get(idempotencyKey ?? "") ?? "");
    if (known !== undefined) return { result: { $case: "replayed", value: known.schedule } };
    const id = `sch_${String(schedules.size).padStart(26, "0")}`;
    if (idempotencyKey !== undefined) byKey.set(idempotencyKey, id);
    const schedule = scheduleOf(id, fields);
    schedules.set(id, { schedule, fields });
    return { result: { $case: "created", value: schedule } };
  };
  return { create, createOnce: createOnceWith(create) };
}

function createOnceWith(create: (item: CreateScheduleItem) => CreateScheduleResult) {
  const calls = new Map<string, { said: string; answer: CreateSchedulesOnceResponse }>();
  return async (request: CreateSchedulesOnceRequest): Promise<CreateSchedulesOnceResponse> => {
    const said = request.said.toString("hex");
    const known = calls.get(request.idempotencyKey);
    if (known !== undefined) {
      if (known.said === said) return { ...known.answer, replayed: true };
      throw new ServiceError("idempotency_key_reused", "used before", "idempotency_key");
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
