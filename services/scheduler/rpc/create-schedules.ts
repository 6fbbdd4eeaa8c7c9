import type {
  CreateScheduleResult,
  CreateSchedulesRequest,
  CreateSchedulesResponse,
} from "../../../generated/rpc/landfall/scheduler/v1/scheduler.ts";
import { ServiceError } from "../../runtime/errors.ts";
import { scheduleMessage } from "../answer/schedule-message.ts";
import type { Created } from "../create/batch-entry.ts";
import { createBatch } from "../create/create-batch.ts";
import type { NoteCreates } from "../create/note-creates.ts";
import type { RulesOf } from "../plan/upcoming-occurrences.ts";
import type { Scheduler } from "../scheduler.ts";
import { catchUp } from "../zones/catch-up.ts";

const mostItems = 1_000;

/** Creates the valid items and refuses the rest, in one commit. */
export async function createSchedules(
  scheduler: Scheduler,
  { items }: CreateSchedulesRequest,
  noteCreates: NoteCreates,
): Promise<CreateSchedulesResponse> {
  if (items.length > mostItems) {
    throw new ServiceError("invalid_parameter", `items may hold at most ${mostItems} schedules.`, "items");
  }
  const startedAt = performance.now();
  const created = await createBatch(scheduler, items);
  noteCreates(items, performance.now() - startedAt);
  const now = scheduler.clock.now();
  await catchUp(
    scheduler,
    created.flatMap((result) => ("schedule" in result ? result.schedule : [])),
  );
  return { results: created.map((result) => toMessage(result, now, scheduler.zones.rulesOf)) };
}

function toMessage(created: Created, now: number, rulesOf: RulesOf): CreateScheduleResult {
  if (created.kind === "awaits_name") return { result: { $case: "awaitsName", value: {} } };
  if (created.kind === "refused") {
    const { code, message, param } = created.error;
    return { result: { $case: "refused", value: { code, message, param: param ?? undefined } } };
  }
  const $case = created.kind === "created" ? "created" : "replayed";
  const value = scheduleMessage(created.schedule, now, rulesOf);
  return { result: { $case, value }, overLimit: created.overLimit ?? undefined };
}
