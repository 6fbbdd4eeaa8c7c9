import { randomBytes } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { insertApiKeys } from "../../../services/store/accounts/api-keys.ts";
import type { Owner } from "../../../services/store/accounts/owner.ts";
import { insertEndpoint } from "../../../services/store/endpoints/insert-endpoint.ts";
import { insertIdempotencyKeys } from "../../../services/store/idempotency/idempotency-keys.ts";
import { madeCountId } from "../../../services/store/idempotency/made-count.ts";
import { purgeDeliveries } from "../../../services/store/retention/purge-deliveries.ts";
import {
  type KeyPosition,
  purgeIdempotencyKeys,
} from "../../../services/store/retention/purge-idempotency-keys.ts";
import { purgeSchedules } from "../../../services/store/retention/purge-schedules.ts";
import type { Retention } from "../../../services/store/retention/retention.ts";
import { changeSchedule } from "../../../services/store/schedules/change-schedule.ts";
import type { Bound } from "../../../services/store/session/connect.ts";
import { endpointRow } from "../../services/fixtures/endpoint-row.ts";
import { emptyTables } from "../fixtures/empty-tables.ts";
import { today as now, oneShotOfOld } from "../fixtures/one-shot-of-old.ts";
import { aRequest, newOwner } from "../fixtures/rows.ts";
import { openStoreUnderTest, type StoreUnderTest } from "../fixtures/store-under-test.ts";

const dayMs = 86_400_000;
const thirtyDays: Retention = { days: 30, daysByProject: new Map() };
let store: StoreUnderTest;
beforeAll(async () => {
  store = await openStoreUnderTest();
});
beforeEach(() => emptyTables(store));
afterEach(() => store.releaseLocks());
afterAll(() => store.close());

const oneShot = (owner: Owner, daysOld: number, attempts?: number, isOpen?: boolean) =>
  oneShotOfOld(store, owner, daysOld, attempts, isOpen);
const count = async (table: string) =>
  (await store.query(`SELECT COUNT(*) AS count FROM ${table}`))[0]?.count;

describe("the purge of schedules", () => {
  const purge = () => purgeSchedules(store.scheduler, thirtyDays, now, Buffer.alloc(16));

  it("takes those that ended before the cut-off once their deliveries are gone, and all that is theirs", async () => {
    const owner = newOwner();
    await oneShot(owner, 31);
    const young = await oneShot(owner, 29);
    const open = await oneShot(owner, 400, 0, true);
    expect(await purge()).toMatchObject({ purged: 0 });
    await purgeDeliveries(store.dispatcher, thirtyDays, now, Buffer.alloc(16));
    expect(await purge()).toEqual({ purged: 1, next: null, abandoned: [] });
    expect(await store.query("SELECT id FROM schedules ORDER BY id")).toEqual([
      { id: open.schedule.id },
      { id: young.schedule.id },
    ]);
    expect([await count("requests"), await count("schedule_metadata")]).toEqual([2, 2]);
  });

  it("takes the requests that a schedule had before it was changed", async () => {
    const owner = newOwner();
    const { schedule } = await oneShot(owner, 60, 0, true);
    for (let index = 0; index < 2; index++) {
      const request = aRequest(owner, { id: randomBytes(16) });
      await changeSchedule(store.scheduler, owner, schedule.id, now, (current) => ({
        schedule: { ...current, request },
        request,
      }));
    }
    expect(await count("requests")).toBe(3);
    await store.query("DELETE FROM deliveries");
    await store.query("UPDATE schedules SET state = 'canceled', ended_at = ?", [now - 31 * dayMs]);
    expect(await purge()).toMatchObject({ purged: 1 });
    expect([await count("requests"), await count("superseded_requests")]).toEqual([0, 0]);
  });
});

describe("the purge of idempotency keys", () => {
  async function key(owner: Owner, objectId: Buffer, daysOld: number): Promise<void> {
    const createdAt = now - daysOld * dayMs;
    const keyHash = randomBytes(32);
    await insertIdempotencyKeys(store.scheduler, [
      { ...owner, keyHash, requestHash: keyHash, objectId, createdAt },
    ]);
  }

  async function purgeKeys(): Promise<number> {
    let purged = 0;
    let at: KeyPosition | null = null;
    do {
      const step = await purgeIdempotencyKeys(store.scheduler, thirtyDays, now, at);
      purged += step.purged;
      at = step.next;
    } while (at);
    return purged;
  }

  it("takes those of schedules and deliveries that are gone, and no others", async () => {
    const owner = newOwner();
    const { schedule, id } = await oneShot(owner, 100, 0, true);
    await key(owner, schedule.id, 100);
    await key(owner, id, 90);
    await key(owner, randomBytes(16), 80);
    await key(owner, randomBytes(16), 1);
    expect(await purgeKeys()).toBe(1);
    expect(await count("idempotency_keys")).toBe(3);
  });

  it("takes those of profiles deleted and API keys revoked before the cut-off, and of nothing at all", async () => {
    const owner = newOwner();
    for (const endedDaysAgo of [null, 29, 31]) {
      const endedAt = endedDaysAgo === null ? null : now - endedDaysAgo * dayMs;
      const [endpointId, keyId] = [randomBytes(16), randomBytes(16)];
      await insertEndpoint(store.accounts, endpointRow({ ...owner, id: endpointId, deletedAt: endedAt }, 1));
      const apiKey = { name: "ci", keyHash: randomBytes(32), keyHint: "sk_test", scopes: ["read"] };
      await insertApiKeys(store.accounts, [
        { ...owner, ...apiKey, id: keyId, createdAt: 1, lastUsedAt: null, revokedAt: endedAt },
      ]);
      await key(owner, endpointId, 100);
      await key(owner, keyId, 100);
    }
    // Number of replayed dead letters; such a call has no object that stays open.
    await key(owner, madeCountId(3), 29);
    expect(await purgeKeys()).toBe(2);
    await key(owner, madeCountId(3), 31);
    expect(await purgeKeys()).toBe(1);
    expect(await count("idempotency_keys")).toBe(5);
  });

  it("leaves a key that was taken anew since it was looked at", async () => {
    const owner = newOwner();
    await key(owner, randomBytes(16), 80);
    const [row] = await store.query("SELECT key_hash FROM idempotency_keys");
    const anew = {
      ...store.scheduler,
      change: async (sql: string, bound?: Bound[]) => {
        const objectId = randomBytes(16);
        await store.query("UPDATE idempotency_keys SET object_id = ?, created_at = ?", [objectId, now]);
        return store.scheduler.change(sql, bound);
      },
    };
    expect(await purgeIdempotencyKeys(anew, thirtyDays, now, null)).toMatchObject({ purged: 0 });
    expect(await store.query("SELECT key_hash FROM idempotency_keys")).toEqual([row]);
  });

  it("gets past any number that stay, made in the same millisecond", async () => {
    const owner = newOwner();
    const { schedule } = await oneShot(owner, 100, 0, true);
    const keys = Array.from({ length: 1_200 }, () => randomBytes(32)).map((keyHash) => ({
      ...owner,
      keyHash,
      requestHash: keyHash,
      objectId: schedule.id,
      createdAt: now - 100 * dayMs,
    }));
    await insertIdempotencyKeys(store.scheduler, keys);
    await key(owner, randomBytes(16), 80);
    expect(await purgeKeys()).toBe(1);
    expect(await count("idempotency_keys")).toBe(1_200);
  });
});
