import { randomBytes } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import * as dispatcher from "../../../services/store/for-dispatcher.ts";
import type { NewSchedule } from "../../../services/store/schedules/insert-schedules.ts";
import { isDuplicate } from "../../../services/store/session/store-errors.ts";
import { deliveryRow, deliveryRows, scheduleRow } from "../fixtures/delivery-row.ts";
import {
  aClaim,
  anAttempt,
  aSchedule,
  aSettlement,
  beginAll,
  madeAt,
  newOwner,
  write,
} from "../fixtures/rows.ts";
import { openStoreUnderTest, type StoreUnderTest } from "../fixtures/store-under-test.ts";

const dueAt = madeAt + 60_000;
const holder = randomBytes(16);
let store: StoreUnderTest;
beforeAll(async () => {
  store = await openStoreUnderTest();
});
afterAll(() => store.close());
afterEach(() => store.releaseLocks());
beforeEach(() => store.query("DELETE FROM deliveries"));

/** Claims and begins the deliveries of schedules. */
async function begun(...created: NewSchedule[]) {
  await write(store.scheduler, ...created);
  const claimed = await dispatcher.claimDueDeliveries(store.dispatcher, aClaim(holder, dueAt + 1_000_000));
  await beginAll(store.dispatcher, holder, claimed, dueAt);
  return claimed;
}

const settle = (all: dispatcher.Settlement[], by = holder) =>
  dispatcher.settleDeliveries(store.dispatcher, by, all, dueAt + 100);

describe("settling", () => {
  for (const state of ["succeeded", "dead_lettered", "expired", "skipped"] as const) {
    it(`as ${state} ends the delivery and completes its one-shot`, async () => {
      const created = aSchedule(newOwner(), [dueAt]);
      const [claimed] = await begun(created);
      if (!claimed) throw new Error("nothing claimed");
      const reason = state === "skipped" ? "overlap" : null;
      expect(await settle([aSettlement(claimed, state, { reason })])).toBe(1);
      expect(await deliveryRow(store, claimed.id)).toMatchObject({
        state,
        reason,
        completed_at: dueAt + 100,
        holder: null,
        claim_at: null,
        next_attempt_at: null,
      });
      const runs = state === "skipped" ? 0 : 1;
      expect(await scheduleRow(store, created.schedule.id)).toMatchObject({
        state: "completed",
        run_count: runs,
        ended_at: dueAt + 100,
      });
    });
  }

  it("as retrying frees the delivery for its next attempt, no later than it expires", async () => {
    const owner = newOwner();
    const [claimed, short] = await begun(
      aSchedule(owner, [dueAt]),
      aSchedule(owner, [dueAt + 1], { ttlMs: 2_000 }),
    );
    if (!claimed || !short) throw new Error("nothing claimed");
    await settle([aSettlement(claimed, "retrying"), aSettlement(short, "retrying")]);
    expect(await deliveryRow(store, claimed.id)).toMatchObject({
      state: "retrying",
      holder: null,
      next_attempt_at: dueAt + 5_000,
      claim_at: dueAt + 5_000,
    });
    expect(await deliveryRow(store, short.id)).toMatchObject({ claim_at: dueAt + 2_001 });
  });

  it("with a stale fence, or by another holder, changes nothing and writes no attempt", async () => {
    const owner = newOwner();
    const [claimed] = await begun(aSchedule(owner, [dueAt]));
    if (!claimed) throw new Error("nothing claimed");
    const before = await deliveryRow(store, claimed.id);
    expect(await settle([aSettlement({ ...claimed, fence: claimed.fence - 1 }, "succeeded")])).toBe(0);
    expect(await settle([aSettlement(claimed, "succeeded")], randomBytes(16))).toBe(0);
    expect(await deliveryRow(store, claimed.id)).toEqual(before);
    expect(
      await dispatcher.listAttempts(store.dispatcher, owner, { deliveryId: claimed.id }, null, 10),
    ).toEqual([]);
  });

  it("settles the rest of a batch in which some are stale", async () => {
    const owner = newOwner();
    const [stale, current] = await begun(aSchedule(owner, [dueAt]), aSchedule(owner, [dueAt + 1]));
    if (!stale || !current) throw new Error("nothing claimed");
    const batch = [aSettlement({ ...stale, fence: 99 }, "succeeded"), aSettlement(current, "succeeded")];
    expect(await settle(batch)).toBe(1);
    expect((await deliveryRow(store, stale.id)).state).toBe("dispatching");
    expect((await deliveryRow(store, current.id)).state).toBe("succeeded");
  });

  it("refuses a second attempt with one number, and undoes the batch", async () => {
    const [claimed] = await begun(aSchedule(newOwner(), [dueAt]));
    if (!claimed) throw new Error("nothing claimed");
    await settle([aSettlement(claimed, "retrying")]);
    const [again] = await dispatcher.claimDueDeliveries(store.dispatcher, aClaim(holder, dueAt + 10_000));
    if (!again) throw new Error("nothing claimed");
    const attempt = anAttempt(again, { number: 1 });
    await expect(settle([aSettlement(again, "succeeded", { attempt })])).rejects.toSatisfy(isDuplicate);
    expect((await deliveryRow(store, claimed.id)).state).toBe("retrying");
  });

  it("keeps what the first attempt was: its instant and its offset", async () => {
    const owner = newOwner();
    const [claimed] = await begun(aSchedule(owner, [dueAt]));
    if (!claimed) throw new Error("nothing claimed");
    const found = () => dispatcher.findDelivery(store.dispatcher, owner, claimed.id);
    expect(await found()).toMatchObject({ firstAttemptAt: null, offsetMs: null });
    await settle([aSettlement(claimed, "retrying")]);
    const [again] = await dispatcher.claimDueDeliveries(store.dispatcher, aClaim(holder, dueAt + 10_000));
    if (!again) throw new Error("nothing claimed");
    await beginAll(store.dispatcher, holder, [again], dueAt + 5_000);
    const attempt = anAttempt(again, { startedAt: dueAt + 5_000, offsetMs: 5_000 });
    await settle([aSettlement(again, "succeeded", { attempt })]);
    expect(await found()).toMatchObject({ firstAttemptAt: dueAt + 3, offsetMs: 3 });
  });

  for (const [mark, state, claimAt] of [
    ["canceled", "canceled", null],
    ["rescheduled", "canceled", null],
    ["paused", "retrying", null],
  ] as const) {
    it(`turns a retry of what was ${mark} on the wire into ${state}, not to be claimed`, async () => {
      const created = aSchedule(newOwner(), [dueAt], { kind: "cron", emitAt: dueAt });
      const [claimed] = await begun(created);
      if (!claimed) throw new Error("nothing claimed");
      await store.query("UPDATE deliveries SET reason = ? WHERE id = ?", [mark, claimed.id]);
      await settle([aSettlement(claimed, "retrying")]);
      expect(await deliveryRow(store, claimed.id)).toMatchObject({ state, reason: mark, claim_at: claimAt });
      expect(await scheduleRow(store, created.schedule.id)).toMatchObject({ run_count: 0 });
    });
  }

  it("lets an attempt that succeeded after all stand, whatever was decided meanwhile", async () => {
    const [claimed] = await begun(aSchedule(newOwner(), [dueAt], { kind: "cron", emitAt: dueAt }));
    if (!claimed) throw new Error("nothing claimed");
    await store.query("UPDATE deliveries SET reason = 'canceled' WHERE id = ?", [claimed.id]);
    await settle([aSettlement(claimed, "succeeded")]);
    expect(await deliveryRow(store, claimed.id)).toMatchObject({ state: "succeeded", reason: null });
  });
});

describe("a schedule", () => {
  it("completes with the second of a one-shot's two occurrences", async () => {
    const created = aSchedule(newOwner(), [dueAt, dueAt + 1_000]);
    const [first, second] = await begun(created);
    if (!first || !second) throw new Error("nothing claimed");
    await settle([aSettlement(first, "succeeded")]);
    expect(await scheduleRow(store, created.schedule.id)).toMatchObject({ state: "active", run_count: 1 });
    await settle([aSettlement(second, "dead_lettered")]);
    expect(await scheduleRow(store, created.schedule.id)).toMatchObject({ state: "completed", run_count: 2 });
  });

  it("that recurs completes with the last one planned, and not before", async () => {
    const created = aSchedule(newOwner(), [dueAt, dueAt + 1_000, dueAt + 2_000], { kind: "interval" });
    const claimed = await begun(created);
    const [first, second, third] = claimed.map((each) => aSettlement(each, "succeeded"));
    if (!first || !second || !third) throw new Error("nothing claimed");
    await settle([third, first]);
    expect(await scheduleRow(store, created.schedule.id)).toMatchObject({ state: "active", run_count: 2 });
    await settle([second]);
    expect(await scheduleRow(store, created.schedule.id)).toMatchObject({ state: "completed", run_count: 3 });
  });

  it("goes on while the emitter has more to plan", async () => {
    const created = aSchedule(newOwner(), [dueAt], { kind: "interval", emitAt: dueAt });
    const [claimed] = await begun(created);
    if (!claimed) throw new Error("nothing claimed");
    await settle([aSettlement(claimed, "succeeded")]);
    expect(await scheduleRow(store, created.schedule.id)).toMatchObject({ state: "active", run_count: 1 });
  });

  it("completes once when two dispatchers settle its last two occurrences at the same time", async () => {
    const created = aSchedule(newOwner(), [dueAt, dueAt + 1_000], { kind: "interval" });
    const [first, second] = await begun(created);
    if (!first || !second) throw new Error("nothing claimed");
    const { id } = created.schedule;
    // Both have settled their delivery and wait to count it when the schedule is released.
    const locks = await store.holdLocks("SELECT id FROM schedules WHERE id = ? FOR UPDATE", [id]);
    const settling = [first, second].map((each) => settle([aSettlement(each, "succeeded")]));
    await store.untilSomebodyWaitsFor("schedules", 2);
    await locks.commit();
    await Promise.all(settling);
    expect(await scheduleRow(store, id)).toMatchObject({ state: "completed", run_count: 2, version: 2 });
    expect((await deliveryRows(store, id)).map(({ state }) => state)).toEqual(["succeeded", "succeeded"]);
  });
});
