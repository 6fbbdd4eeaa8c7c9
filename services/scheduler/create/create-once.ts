import type { Caller } from "../../../generated/rpc/landfall/accounts/v1/caller.ts";
import { accountIdOf, ownerOf } from "../../rules/caller.ts";
import type { IdempotentRequest } from "../../rules/idempotency.ts";
import { makeOnce } from "../../rules/make-once.ts";
import {
  findIdempotencyKeys,
  findSchedules,
  forgetIdempotencyKey,
  isDuplicate,
  type NewSchedule,
  type ScheduleRecord,
} from "../../store/for-scheduler.ts";
import type { Scheduler } from "../scheduler.ts";
import { type WritableEntry, writeEntries } from "./write-entries.ts";

/** A schedule, and whether its idempotency key had made it before. */
export interface CreatedOnce {
  readonly schedule: ScheduleRecord;
  /** True: past the limit of its account's plan. Null: not made now, or nothing limits it. */
  readonly overLimit: boolean | null;
  readonly madeBefore: boolean;
}

/**
 * Writes one schedule that is made from another. With an idempotency key, repeated and concurrent requests
 * make one schedule, even if the other one has changed since.
 *
 * @param idempotent null: without a key
 * @param make the schedule to write; when it throws, nothing has changed
 * @throws ServiceError `endpoint_not_found` when it names a profile that does not exist,
 * `idempotency_key_reused`, `quota_exceeded`, `payload_too_large`
 */
export async function createOnce(
  scheduler: Scheduler,
  caller: Caller | undefined,
  idempotent: IdempotentRequest | null,
  make: () => Promise<NewSchedule>,
): Promise<CreatedOnce> {
  const { store } = scheduler;
  const owner = ownerOf(caller);
  let overLimit: boolean | null = null;
  const { made: schedule, madeBefore } = await makeOnce(idempotent, {
    find: (keyHash) => findIdempotencyKeys(store, owner, [keyHash]),
    recall: async (id) => (await findSchedules(store, owner, [id]))[0] ?? null,
    forget: (record) => forgetIdempotencyKey(store, owner, record),
    async make() {
      const made = await make();
      const entry = { owner, accountId: accountIdOf(caller), idempotent, made, result: null };
      overLimit = await write(scheduler, entry);
      return made.schedule;
    },
    isDuplicate,
  });
  return { schedule, madeBefore, overLimit };
}

/** @returns its `overLimit` */
async function write(
  { store, clock, plans }: Pick<Scheduler, "store" | "clock" | "plans">,
  entry: WritableEntry,
): Promise<boolean | null> {
  const quota = plans && { plans, now: clock.now() };
  const written = await store.transact((transaction) => writeEntries(transaction, [entry], quota));
  const created = written.get(entry);
  if (created?.kind === "refused") throw created.error;
  return created?.kind === "created" ? created.overLimit : null;
}
