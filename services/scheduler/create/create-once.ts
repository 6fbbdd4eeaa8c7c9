import type { IdempotentRequest } from "../../rules/idempotency.ts";
import { makeOnce } from "../../rules/make-once.ts";
import {
  findIdempotencyKeys,
  findSchedules,
  forgetIdempotencyKey,
  isDuplicate,
  type NewSchedule,
  type Owner,
  type ScheduleRecord,
  type Store,
} from "../../store/for-scheduler.ts";
import { writeEntries } from "./write-entries.ts";

/** A schedule, and whether its idempotency key had made it before. */
export interface CreatedOnce {
  readonly schedule: ScheduleRecord;
  readonly madeBefore: boolean;
}

/**
 * Writes one schedule that is made from another. With an idempotency key, repeated and concurrent requests
 * make one schedule, even if the other one has changed since.
 *
 * @param idempotent null: without a key
 * @param make the schedule to write; when it throws, nothing has changed
 * @throws ServiceError `endpoint_not_found` when it names a profile that does not exist,
 * `idempotency_key_reused`
 */
export async function createOnce(
  store: Store,
  owner: Owner,
  idempotent: IdempotentRequest | null,
  make: () => Promise<NewSchedule>,
): Promise<CreatedOnce> {
  const { made: schedule, madeBefore } = await makeOnce(idempotent, {
    find: (keyHash) => findIdempotencyKeys(store, owner, [keyHash]),
    recall: async (id) => (await findSchedules(store, owner, [id]))[0] ?? null,
    forget: (record) => forgetIdempotencyKey(store, owner, record),
    async make() {
      const made = await make();
      await write(store, owner, made, idempotent);
      return made.schedule;
    },
    isDuplicate,
  });
  return { schedule, madeBefore };
}

async function write(
  store: Store,
  owner: Owner,
  made: NewSchedule,
  idempotent: IdempotentRequest | null,
): Promise<void> {
  const entry = { owner, idempotent, made, result: null };
  const written = await store.transact((transaction) => writeEntries(transaction, [entry]));
  const created = written.get(entry);
  if (created?.kind === "refused") throw created.error;
}
