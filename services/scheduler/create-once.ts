import {
  endpointNotFound,
  findSchedules,
  insertIdempotencyKeys,
  insertSchedules,
  isDuplicate,
  lockEndpoints,
  type NewSchedule,
  type Owner,
  type ScheduleRecord,
  type Store,
} from "../store/for-scheduler.ts";
import { type IdempotentRequest, objectMadeBefore } from "./idempotency.ts";

/** How often it starts again because somebody else took its idempotency key meanwhile. */
const mostRounds = 5;

/** A schedule, and whether its idempotency key had made it before. */
export interface CreatedOnce {
  readonly schedule: ScheduleRecord;
  readonly replayed: boolean;
}

/**
 * Writes one schedule that is made of another. With an idempotency key the same request makes one schedule,
 * however often and at once it comes, whatever has become of the other one by then.
 *
 * @param idempotent null: without a key
 * @param make what to write; what it throws leaves all as it is
 * @throws ServiceError `endpoint_not_found` when it names a profile that is not there, `idempotency_key_reused`
 */
export async function createOnce(
  store: Store,
  owner: Owner,
  idempotent: IdempotentRequest | null,
  make: () => Promise<NewSchedule>,
): Promise<CreatedOnce> {
  for (let round = 1; ; round++) {
    const id = idempotent && (await objectMadeBefore(store, owner, idempotent));
    if (id) return { schedule: await madeSchedule(store, owner, id), replayed: true };
    const made = await make();
    try {
      await write(store, owner, made, idempotent);
      return { schedule: made.schedule, replayed: false };
    } catch (error) {
      if (!isDuplicate(error) || round === mostRounds) throw error;
    }
  }
}

async function madeSchedule(store: Store, owner: Owner, id: Buffer): Promise<ScheduleRecord> {
  const [schedule] = await findSchedules(store, owner, [id]);
  if (!schedule) throw new Error("an idempotency key outlived its schedule");
  return schedule;
}

function write(
  store: Store,
  owner: Owner,
  made: NewSchedule,
  idempotent: IdempotentRequest | null,
): Promise<void> {
  const { id, createdAt } = made.schedule;
  return store.transact(async (transaction) => {
    if (made.request.endpointId) {
      const named = { owner, id: made.request.endpointId };
      const isThere = await lockEndpoints(transaction, [named]);
      if (!isThere(named)) throw endpointNotFound();
    }
    if (idempotent)
      await insertIdempotencyKeys(transaction, [{ ...owner, ...idempotent, objectId: id, createdAt }]);
    await insertSchedules(transaction, [made]);
  });
}
