import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { changeSchedule } from "../../../services/store/schedules/change-schedule.ts";
import { type Emitted, emitDueOccurrences } from "../../../services/store/schedules/emit-due-occurrences.ts";
import type { ScheduleRecord } from "../../../services/store/schedules/schedule-record.ts";
import { isDuplicate } from "../../../services/store/session/store-errors.ts";
import { deliveryRows, scheduleRow } from "../fixtures/delivery-row.ts";
import { aDelivery, aSchedule, madeAt, newOwner, write } from "../fixtures/rows.ts";
import { openStoreUnderTest, type StoreUnderTest } from "../fixtures/store-under-test.ts";

const now = madeAt + 60_000;
let store: StoreUnderTest;
beforeAll(async () => {
  store = await openStoreUnderTest();
});
afterAll(() => store.close());
afterEach(() => store.releaseLocks());
beforeEach(() => store.query("DELETE FROM schedules"));

/** Plans one more occurrence, a minute after the last. */
function oneMore(schedule: ScheduleRecord): Emitted {
  const at = (schedule.plannedThrough ?? now) + 60_000;
  return {
    deliveries: [aDelivery(schedule, at)],
    plannedCount: schedule.plannedCount + 1,
    plannedThrough: at,
    emitAt: at,
    state: schedule.state,
  };
}

async function recurring(count: number, changes: Partial<ScheduleRecord> = {}) {
  const owner = newOwner();
  const created = Array.from({ length: count }, () =>
    aSchedule(owner, [now], { kind: "interval", emitAt: now, ...changes }),
  );
  await write(store.scheduler, ...created);
  return { owner, schedules: created.map(({ schedule }) => schedule) };
}

const emit = (limit = 100, plan: (schedule: ScheduleRecord) => Emitted = oneMore) =>
  emitDueOccurrences(store.scheduler, now, limit, plan);

describe("an emitter's pass", () => {
  it("takes the schedules whose turn it is, as many as it may, and writes their bookkeeping", async () => {
    const { schedules } = await recurring(3);
    await recurring(1, { emitAt: now + 1 });
    expect(await emit(2)).toEqual({ schedules: 2, deliveries: 2 });
    expect(await emit(2)).toEqual({ schedules: 1, deliveries: 1 });
    expect(await emit(2)).toEqual({ schedules: 0, deliveries: 0 });
    for (const { id } of schedules) {
      expect(await scheduleRow(store, id)).toMatchObject({
        planned_count: 2,
        planned_through: now + 60_000,
        emit_at: now + 60_000,
        version: 1,
      });
      expect(await deliveryRows(store, id)).toHaveLength(2);
    }
  });

  it("shares the schedules with other emitters, each taken once", async () => {
    const { schedules } = await recurring(60);
    const passes = await Promise.all([1, 2, 3, 4].map(() => emit(100)));
    expect(passes.reduce((sum, pass) => sum + pass.schedules, 0)).toBe(60);
    for (const { id } of schedules) expect(await deliveryRows(store, id)).toHaveLength(2);
  });

  it("gets its share while somebody holds the first schedules", async () => {
    const { schedules } = await recurring(5);
    const held = schedules.slice(0, 2).map(({ id }) => id);
    const locks = await store.holdLocks(
      "SELECT id FROM schedules FORCE INDEX (PRIMARY) WHERE id IN (?) FOR UPDATE",
      [held],
    );
    expect(await emit(3)).toEqual({ schedules: 3, deliveries: 3 });
    await locks.commit();
    expect(await emit(3)).toEqual({ schedules: 2, deliveries: 2 });
  });

  it("never gives one occurrence two deliveries", async () => {
    const { schedules } = await recurring(1);
    const again = (schedule: ScheduleRecord) => ({
      ...oneMore(schedule),
      deliveries: [aDelivery(schedule, now)],
    });
    await expect(emit(1, again)).rejects.toSatisfy(isDuplicate);
    const [schedule] = schedules;
    if (schedule)
      expect(await scheduleRow(store, schedule.id)).toMatchObject({ planned_count: 1, emit_at: now });
  });

  it("emits nothing for a schedule that is being canceled", async () => {
    const { owner, schedules } = await recurring(1);
    const id = schedules[0]?.id ?? Buffer.alloc(0);
    const canceling = changeSchedule(store.scheduler, owner, id, now, (schedule, open) => ({
      schedule: { ...schedule, state: "canceled", emitAt: null, endedAt: now },
      request: null,
      cancel: { ids: open.map((each) => each.id), reason: null },
    }));
    await Promise.all([canceling, emit(), emit()]);
    expect(await emit()).toEqual({ schedules: 0, deliveries: 0 });
    const states = (await deliveryRows(store, id)).map(({ state }) => state);
    expect(new Set(states)).toEqual(new Set(["canceled"]));
  });

  it("completes a schedule that has nothing more to plan and nothing open", async () => {
    const { schedules } = await recurring(2);
    const [settled, open] = schedules.map(({ id }) => id);
    await store.query(
      "UPDATE deliveries SET state = 'succeeded', completed_at = 1, claim_at = NULL, next_attempt_at = NULL WHERE schedule_id = ?",
      [settled ?? null],
    );
    await emit(10, (schedule) => ({ ...oneMore(schedule), deliveries: [], emitAt: null }));
    expect(await scheduleRow(store, settled ?? Buffer.alloc(0))).toMatchObject({ state: "completed" });
    expect(await scheduleRow(store, open ?? Buffer.alloc(0))).toMatchObject({
      state: "active",
      emit_at: null,
    });
  });

  it("skips what fell due in a paused schedule, but not what was being retried or lies ahead", async () => {
    const { schedules } = await recurring(1, { state: "paused" });
    const [schedule] = schedules;
    if (!schedule) throw new Error("no schedule");
    const retried = aDelivery(schedule, now - 5_000, { reason: "paused", claimAt: null });
    const ahead = aDelivery(schedule, now + 5_000, { reason: "paused", claimAt: null });
    const replay = aDelivery(schedule, now - 1, { reason: "paused", claimAt: null, ordinal: -1 });
    await write(store.scheduler, { ...aSchedule(newOwner(), []), deliveries: [retried, ahead, replay] });
    await store.query("UPDATE deliveries SET reason = 'paused', claim_at = NULL WHERE schedule_id = ?", [
      schedule.id,
    ]);
    await store.query("UPDATE deliveries SET state = 'retrying', attempt_count = 1 WHERE id = ?", [
      retried.id,
    ]);
    await emit(10, (each) => ({ ...oneMore(each), deliveries: [] }));
    const states = (await deliveryRows(store, schedule.id)).map(({ state, reason }) => `${state} ${reason}`);
    expect(states).toEqual(["retrying paused", "scheduled paused", "skipped paused", "scheduled paused"]);
  });
});
