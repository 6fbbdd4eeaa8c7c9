import type { IdempotentRequest } from "../../rules/idempotency.ts";
import {
  endpointNotFound,
  insertIdempotencyKeys,
  insertSchedules,
  lockEndpoints,
  type NewSchedule,
  type Owner,
  type Transaction,
} from "../../store/for-scheduler.ts";
import { admitEntries, type Quota } from "./admit-entries.ts";
import type { Created } from "./batch-entry.ts";

/** A schedule to write, its owner and account, and the idempotency key that it takes; null: no key. */
export interface WritableEntry {
  readonly owner: Owner;
  /** Null: it counts against no account. */
  readonly accountId: Buffer | null;
  readonly idempotent: IdempotentRequest | null;
  readonly made: NewSchedule | null;
  /** Null: not written yet. */
  readonly result: Created | null;
}

/**
 * Writes the schedules of entries, and their keys. Every create goes through here: single, bulk, clone,
 * replay.
 *
 * @param quota null: there are no plans
 * @returns the outcome of each entry, once the transaction commits; an entry is refused if its profile was
 * deleted meanwhile, or the plan of its account does not allow it
 */
export async function writeEntries<Entry extends WritableEntry>(
  transaction: Transaction,
  entries: readonly Entry[],
  quota: Quota | null,
): Promise<Map<Entry, Created>> {
  const made = entries.flatMap((entry) =>
    entry.made && !entry.result ? [{ entry, accountId: entry.accountId, created: entry.made }] : [],
  );
  const named = made.flatMap(({ entry: { owner }, created: { request } }) =>
    request.endpointId ? [{ owner, id: request.endpointId }] : [],
  );
  const isThere = await lockEndpoints(transaction, named);
  const right = made.filter(
    ({ entry: { owner }, created: { request } }) =>
      request.endpointId === null || isThere({ owner, id: request.endpointId }),
  );
  const admissionOf = await admitEntries(transaction, right, quota);
  const admitted = right.filter((one) => admissionOf(one).kind === "admitted");
  await insertIdempotencyKeys(
    transaction,
    admitted.flatMap(({ entry: { owner, idempotent }, created: { schedule } }) =>
      idempotent ? [{ ...owner, ...idempotent, objectId: schedule.id, createdAt: schedule.createdAt }] : [],
    ),
  );
  await insertSchedules(
    transaction,
    admitted.map(({ created }) => created),
  );
  const isRight = new Set(right);
  return new Map(
    made.map((one): [Entry, Created] => {
      if (!isRight.has(one)) return [one.entry, { kind: "refused", error: endpointNotFound() }];
      const admission = admissionOf(one);
      if (admission.kind === "refused") return [one.entry, admission];
      const { overLimit } = admission;
      return [one.entry, { kind: "created", schedule: one.created.schedule, overLimit }];
    }),
  );
}
