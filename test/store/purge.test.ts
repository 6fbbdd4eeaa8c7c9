import { randomBytes } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { newUlid } from "../../services/runtime/ulid.ts";
import { insertAttempts } from "../../services/store/attempts/insert-attempts.ts";
import { insertIdempotencyKeys } from "../../services/store/idempotency/idempotency-keys.ts";
import type { Owner } from "../../services/store/mode.ts";
import { purgeDeliveries } from "../../services/store/retention/purge-deliveries.ts";
import {
  type KeyPosition,
  purgeIdempotencyKeys,
} from "../../services/store/retention/purge-idempotency-keys.ts";
import { purgeSchedules } from "../../services/store/retention/purge-schedules.ts";
import {
  latestCutOff,
  loadRetention,
  type Retention,
  retentionCutOff,
} from "../../services/store/retention/retention.ts";
import { changeSchedule } from "../../services/store/schedules/change-schedule.ts";
import { aRequest, aSchedule, newOwner, write } from "./fixtures/rows.ts";
import { openStoreUnderTest, type StoreUnderTest } from "./fixtures/store-under-test.ts";

const dayMs = 86_400_000;
const now = Date.UTC(2027, 0, 1);
const tables = [
  "attempts",
  "deliveries",
  "schedules",
  "schedule_metadata",
  "requests",
  "superseded_requests",
  "idempotency_keys",
  "projects",
];
const thirtyDays: Retention = { days: 30, daysByProject: new Map() };
let store: StoreUnderTest;
beforeAll(async () => {
  store = await openStoreUnderTest();
});
beforeEach(async () => {
  for (const table of tables) await store.query(`DELETE FROM ${table}`);
});
afterEach(() => store.releaseLocks());
afterAll(() => store.close());

/** A one-shot of some days ago; settled then, with `attempts` attempts, unless it is still open. */
async function oneShot(owner: Owner, daysOld: number, attempts = 1, isOpen = false) {
  const at = now - daysOld * dayMs;
  const { schedule, request, deliveries } = aSchedule(owner, [at], {
    id: newUlid(at),
    metadata: { team: "a" },
    createdAt: at,
    ...(isOpen ? {} : { state: "completed", endedAt: at }),
  });
  const id = newUlid(at);
  await write(store.scheduler, {
    schedule,
    request,
    deliveries: deliveries.map((delivery) => ({ ...delivery, id })),
  });
  if (isOpen) return { schedule, request, id };
  await store.query(
    "UPDATE deliveries SET state = 'succeeded', completed_at = ?, claim_at = NULL, next_attempt_at = NULL, attempt_count = ? WHERE id = ?",
    [at, attempts, id],
  );
  await store.dispatcher.transact((transaction) =>
    insertAttempts(
      transaction,
      Array.from({ length: attempts }, (_, index) => ({
        ordinal: 0,
        attempt: {
          ...owner,
          ...anAttemptOf(id, schedule.id, at),
          number: index + 1,
        },
      })),
      at,
    ),
  );
  return { schedule, request, id };
}

function anAttemptOf(deliveryId: Buffer, scheduleId: Buffer, at: number) {
  return {
    id: newUlid(at),
    deliveryId,
    scheduleId,
    startedAt: at,
    offsetMs: 0,
    durationMs: 1,
    outcome: "succeeded",
    statusCode: 200,
    errorCode: null,
    errorMessage: null,
    responseBytes: 0,
    sealedSnippet: null,
    nextAttemptAt: null,
  } as const;
}

const count = async (table: string) =>
  (await store.query(`SELECT COUNT(*) AS count FROM ${table}`))[0]?.count;

/** Walks to the end; returns how much went, and in how many steps. */
async function purgeAll(retention = thirtyDays): Promise<{ purged: number; steps: number }> {
  let at: Buffer | null = Buffer.alloc(16);
  let purged = 0;
  let steps = 0;
  while (at) {
    const step = await purgeDeliveries(store.dispatcher, retention, now, at);
    purged += step.purged;
    steps++;
    at = step.next;
  }
  return { purged, steps };
}

describe("the purge of deliveries", () => {
  it("takes what was settled before the cut-off, with its attempts, and leaves what is younger", async () => {
    const owner = newOwner();
    await oneShot(owner, 31, 3);
    await oneShot(owner, 30.1);
    const young = await oneShot(owner, 29.9, 2);
    expect(await purgeAll()).toMatchObject({ purged: 2 });
    expect(await store.query("SELECT id FROM deliveries")).toEqual([{ id: young.id }]);
    expect(await count("attempts")).toBe(2);
  });

  it("passes over open deliveries, and over old ones that were settled lately", async () => {
    const owner = newOwner();
    const open = await oneShot(owner, 400, 0, true);
    const late = await oneShot(owner, 300);
    await store.query("UPDATE deliveries SET completed_at = ? WHERE id = ?", [now - dayMs, late.id]);
    await oneShot(owner, 200);
    expect(await purgeAll()).toMatchObject({ purged: 1 });
    expect(await store.query("SELECT id FROM deliveries ORDER BY id")).toEqual([
      { id: open.id },
      { id: late.id },
    ]);
  });

  it("deletes at most 500 rows in one transaction", async () => {
    const owner = newOwner();
    for (let index = 0; index < 15; index++) await oneShot(owner, 60 - index, 50);
    expect(await purgeAll()).toEqual({ purged: 15, steps: 2 });
    expect(await count("attempts")).toBe(0);
  });

  it("obeys what a project has set for itself", async () => {
    const [usual, short, long] = [newOwner(), newOwner(), newOwner()];
    for (const owner of [usual, short, long]) await oneShot(owner, 40);
    for (const owner of [usual, short, long]) await oneShot(owner, 10);
    for (const [{ projectId }, days] of [
      [usual, null],
      [short, 7],
      [long, 365],
    ] as const) {
      await store.query("INSERT INTO projects (id, name, retention_days, created_at) VALUES (?, 'p', ?, 1)", [
        projectId,
        days,
      ]);
    }
    const retention = await loadRetention(store.dispatcher, 30);
    expect(retentionCutOff(retention, short.projectId, now)).toBe(now - 7 * dayMs);
    expect(latestCutOff(retention, now)).toBe(now - 7 * dayMs);
    expect(await purgeAll(retention)).toMatchObject({ purged: 3 });
    const left = await store.query("SELECT COUNT(*) AS count FROM deliveries WHERE project_id = ?", [
      long.projectId,
    ]);
    expect(left[0]?.count).toBe(2);
  });

  it("by two at once takes everything once, and neither waits for the other", async () => {
    const owner = newOwner();
    for (let index = 0; index < 40; index++) await oneShot(owner, 31 + index, 20);
    const [one, other] = await Promise.all([purgeAll(), purgeAll()]);
    expect(one.purged + other.purged).toBe(40);
    expect(await count("deliveries")).toBe(0);
  });

  it("leaves what somebody has locked to the next walk", async () => {
    const owner = newOwner();
    const { id } = await oneShot(owner, 31);
    await oneShot(owner, 32);
    const held = await store.holdLocks("SELECT 1 FROM deliveries WHERE id = ? FOR UPDATE", [id]);
    expect(await purgeAll()).toMatchObject({ purged: 1 });
    await held.commit();
    expect(await purgeAll()).toMatchObject({ purged: 1 });
  });
});

describe("the purge of schedules", () => {
  const purge = () => purgeSchedules(store.scheduler, thirtyDays, now, Buffer.alloc(16));

  it("takes those that ended before the cut-off once their deliveries are gone, and all that is theirs", async () => {
    const owner = newOwner();
    await oneShot(owner, 31);
    const young = await oneShot(owner, 29);
    const open = await oneShot(owner, 400, 0, true);
    expect(await purge()).toMatchObject({ purged: 0 });
    await purgeAll();
    expect(await purge()).toEqual({ purged: 1, next: null });
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
