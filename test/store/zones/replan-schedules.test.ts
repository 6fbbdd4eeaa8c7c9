import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { claimDueDeliveries } from "../../../services/store/deliveries/claim/claim-due-deliveries.ts";
import type { ScheduleRecord } from "../../../services/store/schedules/schedule-record.ts";
import { findOutdatedPlans } from "../../../services/store/zones/find-zones-in-use.ts";
import { type Replanned, replanSchedules } from "../../../services/store/zones/replan-schedules.ts";
import { aClaim, aDelivery, aSchedule, beginAll, madeAt, newOwner, write } from "../fixtures/rows.ts";
import { openStoreUnderTest, type StoreUnderTest } from "../fixtures/store-under-test.ts";

const hour = 3_600_000;
const owner = newOwner();
let store: StoreUnderTest;
beforeAll(async () => {
  store = await openStoreUnderTest();
});
afterAll(() => store.close());

/** Writes a cron in a new zone. */
function zonedCron(dueAts: readonly number[], changes: Partial<ScheduleRecord> = {}) {
  const timezone = `Test/Zone${randomBytes(4).toString("hex")}`;
  return aSchedule(owner, dueAts, { kind: "cron", timezone, emitAt: madeAt + hour, ...changes });
}

/** Moves every planned occurrence by an hour. */
function anHourOn(schedule: ScheduleRecord, ids: readonly Buffer[], dueAts: readonly number[]): Replanned {
  const next = {
    ...schedule,
    plan: schedule.plan + 1,
    planFrom: madeAt,
    plannedThrough: (dueAts.at(-1) ?? 0) + hour,
  };
  return {
    schedule: next,
    past: schedule,
    inForceUntil: madeAt,
    isVisible: true,
    cancel: ids,
    insert: dueAts.map((at) => aDelivery(next, at + hour)),
  };
}

const rowsOf = ({ id }: ScheduleRecord) =>
  store.query(
    `SELECT HEX(id) AS id, scheduled_for, ordinal, state, reason, fence, holder FROM deliveries
     WHERE schedule_id = ? ORDER BY ordinal, scheduled_for`,
    [id],
  );
const scheduleRow = async ({ id }: ScheduleRecord) =>
  (
    await store.query("SELECT plan, version, zone_rules_id, state, fire_at FROM schedules WHERE id = ?", [id])
  )[0];

describe("replanSchedules", () => {
  it("takes a claimed delivery from its dispatcher, which can no longer begin it", async () => {
    const due = madeAt + 2_000;
    const made = zonedCron([due]);
    await write(store.scheduler, made);
    const holder = randomBytes(16);
    const claimed = await claimDueDeliveries(store.dispatcher, aClaim(holder, madeAt + 5_000));
    const mine = claimed.filter(({ scheduleId }) => scheduleId.equals(made.schedule.id));
    expect(mine).toHaveLength(1);
    const zone = made.schedule.timezone ?? "";
    const pass = await replanSchedules(
      store.scheduler,
      [made.schedule.id],
      zone,
      7,
      madeAt,
      (schedule, ahead) =>
        anHourOn(
          schedule,
          ahead.map(({ id }) => id),
          [due],
        ),
    );
    expect(pass).toEqual({ replanned: 1, unchanged: 0 });
    expect(await beginAll(store.dispatcher, holder, mine, madeAt)).toEqual(new Set());
    expect(await rowsOf(made.schedule)).toMatchObject([
      { scheduled_for: due, ordinal: 0, state: "canceled", reason: "rescheduled", fence: 2, holder: null },
      { scheduled_for: due + hour, ordinal: 1, state: "scheduled", fence: 0 },
    ]);
    expect(await scheduleRow(made.schedule)).toMatchObject({ plan: 1, version: 2, zone_rules_id: 7 });
  });

  it("hands in what is open and what lies ahead, whatever became of it", async () => {
    const made = zonedCron([madeAt - hour, madeAt - 1, madeAt + 1, madeAt + 2]);
    await write(store.scheduler, made);
    const [settled, , canceled] = made.deliveries;
    for (const [id, state] of [
      [settled?.id ?? null, "succeeded"],
      [canceled?.id ?? null, "canceled"],
    ] as const) {
      await store.query(
        "UPDATE deliveries SET state = ?, completed_at = 1, claim_at = NULL, next_attempt_at = NULL WHERE id = ?",
        [state, id],
      );
    }
    let seen: string[] = [];
    const zone = made.schedule.timezone ?? "";
    await replanSchedules(store.scheduler, [made.schedule.id], zone, 7, madeAt, (_, ahead) => {
      seen = ahead.map(({ scheduledFor, state }) => `${scheduledFor - madeAt} ${state}`).sort();
      return null;
    });
    expect(seen).toEqual(["-1 scheduled", "1 canceled", "2 scheduled"]);
    expect(await scheduleRow(made.schedule)).toMatchObject({ plan: 0, version: 1, zone_rules_id: 7 });
  });

  it("leaves alone what goes by these rules, by newer ones, by another zone's or by none any more", async () => {
    const zone = `Test/Zone${randomBytes(4).toString("hex")}`;
    const made = [
      zonedCron([madeAt + 1], { timezone: zone, zoneRules: 7 }),
      zonedCron([madeAt + 1], { timezone: zone, zoneRules: 8 }),
      zonedCron([madeAt + 1]),
      zonedCron([], { timezone: zone, state: "canceled", endedAt: madeAt, emitAt: null }),
    ];
    await write(store.scheduler, ...made);
    const ids = made.map(({ schedule }) => schedule.id);
    const never = () => {
      throw new Error("asked about a plan that is up to date");
    };
    expect(await replanSchedules(store.scheduler, ids, zone, 7, madeAt, never)).toEqual({
      replanned: 0,
      unchanged: 0,
    });
    expect(await findOutdatedPlans(store.scheduler, zone, 7, 100)).toEqual([]);
  });

  it("by two schedulers at once does it once", async () => {
    const made = Array.from({ length: 30 }, () => zonedCron([madeAt + hour], { timezone: "Test/AtOnce" }));
    await write(store.scheduler, ...made);
    const ids = made.map(({ schedule }) => schedule.id);
    const one = () =>
      replanSchedules(store.scheduler, ids, "Test/AtOnce", 7, madeAt, (schedule, ahead) =>
        anHourOn(
          schedule,
          ahead.map(({ id }) => id),
          [madeAt + hour],
        ),
      );
    const passes = await Promise.all([one(), one(), one()]);
    expect(passes.map(({ replanned }) => replanned).sort((a, b) => a - b)).toEqual([0, 0, 30]);
    for (const { schedule } of made)
      expect(await scheduleRow(schedule)).toMatchObject({ plan: 1, version: 2 });
  });

  it("completes a schedule of which nothing is left", async () => {
    const made = zonedCron([madeAt + hour]);
    await write(store.scheduler, made);
    const zone = made.schedule.timezone ?? "";
    await replanSchedules(store.scheduler, [made.schedule.id], zone, 7, madeAt, (schedule, ahead) => ({
      ...anHourOn(
        { ...schedule, emitAt: null },
        ahead.map(({ id }) => id),
        [],
      ),
    }));
    expect(await scheduleRow(made.schedule)).toMatchObject({ state: "completed" });
  });

  it("does not complete a one-shot whose delivery has moved", async () => {
    const timezone = "Test/Once";
    const made = aSchedule(owner, [madeAt + hour], { timezone, localFireAt: "2027-01-15T10:00" });
    await write(store.scheduler, made);
    await replanSchedules(store.scheduler, [made.schedule.id], timezone, 7, madeAt, (schedule, ahead) =>
      anHourOn(
        { ...schedule, fireAt: madeAt + 2 * hour },
        ahead.map(({ id }) => id),
        [madeAt + hour],
      ),
    );
    expect(await scheduleRow(made.schedule)).toMatchObject({ state: "active", fire_at: madeAt + 2 * hour });
  });
});
