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
import type { Created } from "./batch-entry.ts";

/** A schedule to write, its owner, and the idempotency key that it takes; null: no key. */
export interface WritableEntry {
  readonly owner: Owner;
  readonly idempotent: IdempotentRequest | null;
  readonly made: NewSchedule | null;
  /** Null: not written yet. */
  readonly result: Created | null;
}

/**
 * Writes the schedules of entries, and their keys. Every create goes through here: single, bulk, clone,
 * replay.
 *
 * @returns the outcome of each entry, once the transaction commits; an entry is refused if its profile was
 * deleted meanwhile
 */
export async function writeEntries<Entry extends WritableEntry>(
  transaction: Transaction,
  entries: readonly Entry[],
): Promise<Map<Entry, Created>> {
  const made = entries.flatMap((entry) =>
    entry.made && !entry.result ? [{ entry, created: entry.made }] : [],
  );
  const named = made.flatMap(({ entry: { owner }, created: { request } }) =>
    request.endpointId ? [{ owner, id: request.endpointId }] : [],
  );
  const isThere = await lockEndpoints(transaction, named);
  const right = made.filter(
    ({ entry: { owner }, created: { request } }) =>
      request.endpointId === null || isThere({ owner, id: request.endpointId }),
  );
  await insertIdempotencyKeys(
    transaction,
    right.flatMap(({ entry: { owner, idempotent }, created: { schedule } }) =>
      idempotent ? [{ ...owner, ...idempotent, objectId: schedule.id, createdAt: schedule.createdAt }] : [],
    ),
  );
  await insertSchedules(
    transaction,
    right.map(({ created }) => created),
  );
  const written = new Set(right.map(({ entry }) => entry));
  return new Map(
    made.map(({ entry, created }) => [
      entry,
      written.has(entry)
        ? { kind: "created", schedule: created.schedule }
        : { kind: "refused", error: endpointNotFound() },
    ]),
  );
}
