import type {
  CreateScheduleItem,
  CreateSchedulesOnceRequest,
  CreateSchedulesOnceResponse,
  PlacedItem,
} from "../../../generated/rpc/landfall/scheduler/v1/scheduler.ts";
import { ownerOf } from "../../rules/caller.ts";
import { type IdempotentRequest, idempotentRequest } from "../../rules/idempotency.ts";
import { makeOnce } from "../../rules/make-once.ts";
import { ServiceError } from "../../runtime/errors.ts";
import { newUlid } from "../../runtime/ulid.ts";
import {
  type CallAnswer,
  findCallAnswer,
  findIdempotencyKeys,
  insertCallAnswer,
  isDuplicate,
  type Owner,
} from "../../store/for-scheduler.ts";
import { type Created, type Entry, toEntries } from "../create/batch-entry.ts";
import { callAnswer, callAnswerMessage, type PlacedOutcome } from "../create/call-answer.ts";
import { decideEntries } from "../create/decide-entries.ts";
import type { NoteCreates } from "../create/note-creates.ts";
import { writeEntries } from "../create/write-entries.ts";
import type { Scheduler } from "../scheduler.ts";

const mostItems = 1_000;

/**
 * Creates the valid items and refuses the rest, and stores the call's idempotency key with the answer, in one
 * commit. After a crash at any point, either all of it has happened or nothing. The same call again gets that
 * answer, even if the schedules have changed since.
 *
 * @throws ServiceError `idempotency_key_reused`
 */
export async function createSchedulesOnce(
  scheduler: Scheduler,
  request: CreateSchedulesOnceRequest,
  noteCreates: NoteCreates,
): Promise<CreateSchedulesOnceResponse> {
  const { caller, idempotencyKey, said, items } = request;
  if (items.length > mostItems) {
    throw new ServiceError("invalid_parameter", `items may hold at most ${mostItems} schedules.`, "items");
  }
  const owner = ownerOf(caller);
  const idempotent = idempotentRequest("create_schedules_once", idempotencyKey, said);
  const startedAt = performance.now();
  const { made, madeBefore } = await makeOnce(idempotent, {
    find: (keyHash) => findIdempotencyKeys(scheduler.store, owner, [keyHash]),
    recall: () => answered(scheduler, owner, idempotent),
    make: () => make(scheduler, owner, idempotent, request),
    isDuplicate,
  });
  if (!madeBefore) noteCreates(items.flatMap(createOf), performance.now() - startedAt);
  return { ...callAnswerMessage(made), replayed: madeBefore };
}

function createOf({ item }: PlacedItem): CreateScheduleItem[] {
  return item?.$case === "create" ? [item.value] : [];
}

async function answered(
  { store }: Scheduler,
  owner: Owner,
  { keyHash }: IdempotentRequest,
): Promise<CallAnswer> {
  const answer = await findCallAnswer(store, owner, keyHash);
  if (answer === null) throw new Error("the idempotency key of a call has no answer");
  return answer;
}

async function make(
  scheduler: Scheduler,
  owner: Owner,
  idempotent: IdempotentRequest,
  { caller, items }: CreateSchedulesOnceRequest,
): Promise<CallAnswer> {
  const toCreate = items.flatMap(createOf).map((item) => ({ ...item, caller }));
  const entries = toEntries(toCreate);
  if (entries.some(({ leader }) => leader !== null)) {
    throw new ServiceError("invalid_parameter", "No two items may have the same idempotency key.", "items");
  }
  await decideEntries(scheduler, entries);
  const now = scheduler.clock.now();
  const quota = scheduler.plans && { plans: scheduler.plans, now };
  return scheduler.store.transact(async (transaction) => {
    const written = await writeEntries(transaction, entries, quota);
    const answer = callAnswer(placed(items, entries, written), now);
    const key = { ...owner, ...idempotent, objectId: newUlid(now), createdAt: now };
    await insertCallAnswer(transaction, key, answer);
    return answer;
  });
}

/** Puts the outcomes of created items in their places beside the items that were refused before. */
function placed(
  items: readonly PlacedItem[],
  entries: readonly Entry[],
  written: ReadonlyMap<Entry, Created>,
): PlacedOutcome[] {
  const left = [...entries];
  return items.map(({ index, item }) => {
    if (item?.$case === "refused") {
      const { code, message, param = null } = item.value;
      return { index, outcome: { kind: "problem", code, message, param } };
    }
    const entry = left.shift();
    const outcome = entry?.result ?? (entry && written.get(entry));
    if (!outcome) throw new Error("an item was left without a result");
    return { index, outcome };
  });
}
