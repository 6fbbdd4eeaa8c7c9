import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createPurge as createDeliveryPurge } from "../../../../services/dispatcher/upkeep/purge-settled-deliveries.ts";
import { createLogger } from "../../../../services/runtime/logging/logger.ts";
import { createPurge } from "../../../../services/scheduler/loops/purge-ended-schedules.ts";
import { insertProject, setProjectRetention } from "../../../../services/store/for-accounts.ts";
import { insertIdempotencyKeys } from "../../../../services/store/for-scheduler.ts";
import { standingClock } from "../../../receiver/standing-clock.ts";
import { oneShotOfOld, today } from "../../../store/fixtures/one-shot-of-old.ts";
import { newOwner } from "../../../store/fixtures/rows.ts";
import { openStoreUnderTest, type StoreUnderTest } from "../../../store/fixtures/store-under-test.ts";

let store: StoreUnderTest;
beforeAll(async () => {
  store = await openStoreUnderTest();
});
afterAll(() => store.close());

describe("the scheduler's purge", () => {
  it("takes a schedule and then its key once its deliveries are gone, in one walk, and rests for ten minutes", async () => {
    const owner = newOwner();
    const { schedule } = await oneShotOfOld(store, owner, 40);
    const keyHash = randomBytes(32);
    const key = { ...owner, keyHash, requestHash: keyHash, objectId: schedule.id };
    await insertIdempotencyKeys(store.scheduler, [{ ...key, createdAt: schedule.createdAt }]);
    const { clock } = standingClock(today);
    const log = createLogger("scheduler", "silent");
    const purge = createPurge({ store: store.scheduler, clock, log, retentionDays: 30 });
    const walk = async () => {
      let steps = 1;
      while ((await purge.runOnce()) < 600_000) steps++;
      return steps;
    };
    const left = async () =>
      (
        await store.query(
          "SELECT (SELECT COUNT(*) FROM schedules) AS schedules, (SELECT COUNT(*) FROM idempotency_keys) AS keys_left",
        )
      )[0];
    expect(await walk()).toBe(2);
    expect(await left()).toEqual({ schedules: 1, keys_left: 1 });
    await store.query("DELETE FROM deliveries");
    expect(await walk()).toBe(2);
    expect(await left()).toEqual({ schedules: 0, keys_left: 0 });
  });
});

describe("the purges of dispatcher and scheduler", () => {
  it("obey what a project has set for itself", async () => {
    const owners = [newOwner(), newOwner(), newOwner()];
    const days = [7, null, 365];
    for (const [index, owner] of owners.entries()) {
      const project = { id: owner.projectId, name: `${days[index]} days`, createdAt: 1 };
      await insertProject(store.accounts, { ...project, retentionDays: null });
      await setProjectRetention(store.accounts, owner.projectId, days[index] ?? null);
      for (const daysOld of [10, 40]) {
        const { schedule } = await oneShotOfOld(store, owner, daysOld);
        const keyHash = randomBytes(32);
        const key = { ...owner, keyHash, requestHash: keyHash, objectId: schedule.id };
        await insertIdempotencyKeys(store.scheduler, [{ ...key, createdAt: schedule.createdAt }]);
      }
    }
    const { clock } = standingClock(today);
    const parts = { clock, log: createLogger("purge", "silent"), retentionDays: 30 };
    const upkeep = { ...parts, store: store.dispatcher, holder: randomBytes(16), onTimeMs: 300 };
    for (const purge of [createDeliveryPurge(upkeep), createPurge({ ...parts, store: store.scheduler })]) {
      while ((await purge.runOnce()) < 600_000);
    }
    for (const table of ["deliveries", "schedules", "idempotency_keys"]) {
      const left = owners.map(async ({ projectId }) => {
        const [row] = await store.query(`SELECT COUNT(*) AS n FROM ${table} WHERE project_id = ?`, [
          projectId,
        ]);
        return row?.n;
      });
      expect(await Promise.all(left)).toEqual([0, 1, 2]);
    }
  });
});
