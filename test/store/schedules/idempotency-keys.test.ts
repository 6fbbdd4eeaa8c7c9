import { randomBytes } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import {
  findIdempotencyKeys,
  type IdempotencyRecord,
  insertIdempotencyKeys,
} from "../../../services/store/idempotency/idempotency-keys.ts";
import { insertSchedules } from "../../../services/store/schedules/insert-schedules.ts";
import { isDuplicate } from "../../../services/store/session/store-errors.ts";
import { aSchedule, madeAt, newOwner } from "../fixtures/rows.ts";
import { openStoreUnderTest, type StoreUnderTest } from "../fixtures/store-under-test.ts";

let store: StoreUnderTest;
beforeAll(async () => {
  store = await openStoreUnderTest();
});
afterAll(() => store.close());
afterEach(() => store.releaseLocks());

const owner = newOwner();
const record = (keyHash: Buffer, changes: Partial<IdempotencyRecord> = {}): IdempotencyRecord => ({
  ...owner,
  keyHash,
  requestHash: randomBytes(32),
  objectId: randomBytes(16),
  createdAt: madeAt,
  ...changes,
});
const insert = (...records: IdempotencyRecord[]) =>
  store.scheduler.transact((transaction) => insertIdempotencyKeys(transaction, records));

describe("an idempotency key", () => {
  it("is found with what it made, by its owner and in its mode only", async () => {
    const key = record(randomBytes(32));
    await insert(key);
    expect(await findIdempotencyKeys(store.scheduler, owner, [key.keyHash, randomBytes(32)])).toEqual([key]);
    expect(await findIdempotencyKeys(store.scheduler, newOwner(), [key.keyHash])).toEqual([]);
    const live = { ...owner, mode: "live" } as const;
    expect(await findIdempotencyKeys(store.scheduler, live, [key.keyHash])).toEqual([]);
  });

  it("is taken once: the second says so and leaves nothing of its transaction behind", async () => {
    const keyHash = randomBytes(32);
    await insert(record(keyHash));
    const created = aSchedule(owner, [madeAt + 1_000]);
    const second = store.scheduler.transact(async (transaction) => {
      await insertSchedules(transaction, [created]);
      await insertIdempotencyKeys(transaction, [record(keyHash)]);
    });
    await expect(second).rejects.toSatisfy(isDuplicate);
    expect(await store.query("SELECT id FROM schedules WHERE id = ?", [created.schedule.id])).toEqual([]);
  });

  it("that two take at the same time makes one object: the later waits, then sees that it is taken", async () => {
    const keyHash = randomBytes(32);
    const columns = "project_id, mode, key_hash, request_hash, object_id, created_at";
    const locks = await store.holdLocks(`INSERT INTO idempotency_keys (${columns}) VALUES (?)`, [
      [owner.projectId, owner.mode, keyHash, randomBytes(32), randomBytes(16), madeAt],
    ]);
    const second = insert(record(keyHash)).then(
      () => null,
      (error: unknown) => error,
    );
    await store.untilSomebodyWaitsFor("idempotency_keys");
    await locks.commit();
    expect(await second).toSatisfy(isDuplicate);
    expect(await findIdempotencyKeys(store.scheduler, owner, [keyHash])).toHaveLength(1);
  });

  it("is free again when whoever took it first gave up", async () => {
    const keyHash = randomBytes(32);
    const gaveUp = store.scheduler.transact(async (transaction) => {
      await insertIdempotencyKeys(transaction, [record(keyHash)]);
      throw new Error("gave up");
    });
    await expect(gaveUp).rejects.toThrow("gave up");
    await insert(record(keyHash));
  });
});
