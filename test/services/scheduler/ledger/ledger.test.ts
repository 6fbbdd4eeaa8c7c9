import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Caller } from "../../../../generated/rpc/landfall/accounts/v1/caller.ts";
import type { Ledger } from "../../../../generated/rpc/landfall/scheduler/v1/ledger.ts";
import type { Schedule, ScheduleFields } from "../../../../generated/rpc/landfall/scheduler/v1/schedule.ts";
import { parsePrefixedId } from "../../../../services/runtime/ulid.ts";
import { noFields } from "../../../../services/scheduler/change/written-fields.ts";
import {
  type Constellation,
  type SchedulerUnderTest,
  startConstellation,
} from "../../fixtures/constellation/constellation.ts";
import { newCaller } from "../../fixtures/constellation/scheduler.ts";
import { emitAll, stopEmitting } from "../../fixtures/emit-all.ts";

const minute = 60_000;
const hour = 60 * minute;
let constellation: Constellation<"scheduler">;
let scheduler: SchedulerUnderTest;
let caller: Caller;
beforeAll(async () => {
  constellation = await startConstellation({ scheduler: {} });
  ({ scheduler } = constellation);
});
beforeEach(() => {
  caller = newCaller();
});
afterAll(() => constellation.close());

const bytes = (schedule: Schedule) => parsePrefixedId("sch", schedule.id);
const now = () => constellation.time.clock.now();
const create = (given: Partial<ScheduleFields>) => scheduler.create(given, { caller });
const named = (schedule: Schedule) => ({ caller, id: schedule.id, ifVersion: undefined });
const update = (schedule: Schedule, given: Partial<ScheduleFields>, paths: string[]) =>
  scheduler.calls.updateSchedule({ ...named(schedule), paths, fields: { ...noFields, ...given } });

/** Reads the ledger from the schedule's creation until this long from now. */
function ledger(schedule: Schedule, aheadMs = 1): Promise<Ledger> {
  const span = { fromMs: schedule.createdAtMs, toMs: now() + aheadMs };
  return scheduler.calls.getScheduleLedger({ caller, id: schedule.id, ...span });
}

/** Moves time in steps that the emitter keeps up with; due deliveries succeed. */
async function live(forMs: number): Promise<void> {
  for (let gone = 0; gone < forMs; gone += minute) {
    constellation.time.move(Math.min(minute, forMs - gone));
    await emitAll(constellation);
    await constellation.query(
      `UPDATE deliveries SET state = 'succeeded', completed_at = ?, claim_at = NULL, next_attempt_at = NULL
       WHERE state = 'scheduled' AND reason IS NULL AND scheduled_for <= ?`,
      [now(), now()],
    );
    await constellation.query(
      `UPDATE schedules s SET run_count = (SELECT COUNT(*) FROM deliveries d
         WHERE d.schedule_id = s.id AND d.ordinal >= 0 AND d.state = 'succeeded')`,
    );
  }
}

const none = { succeeded: 0, deadLettered: 0, expired: 0, canceled: 0, skipped: 0 };

describe("the ledger of a schedule", () => {
  it("lists planned occurrences with their outcome, and counts future ones as open", async () => {
    const schedule = await create({ every: "10m" });
    await live(35 * minute);
    const expected = { planned: 3, open: 0, holes: 0, settled: { ...none, succeeded: 3 } };
    expect(await ledger(schedule)).toMatchObject(expected);
    expect(await ledger(schedule, hour)).toMatchObject({ ...expected, planned: 9, open: 6 });
  });

  it("shows a delivery that was lost as a hole, and where", async () => {
    const schedule = await create({ cron: "*/10 * * * *" });
    await live(40 * minute);
    const [lost] = await constellation.query(
      "SELECT scheduled_for FROM deliveries WHERE schedule_id = ? ORDER BY scheduled_for LIMIT 1, 1",
      [bytes(schedule)],
    );
    await constellation.query("DELETE FROM deliveries WHERE schedule_id = ? AND scheduled_for = ?", [
      bytes(schedule),
      lost?.scheduled_for,
    ]);
    const { planned, holes, holesAt, settled } = await ledger(schedule);
    expect([planned, holes, settled?.succeeded]).toEqual([4, 1, 3]);
    expect(holesAt).toEqual([{ scheduleId: schedule.id, atMs: lost?.scheduled_for }]);
    await constellation.query("DELETE FROM deliveries WHERE schedule_id = ?", [bytes(schedule)]);
    expect(await ledger(schedule)).toMatchObject({ planned: 4, holes: 4 });
  });

  it("is whole over reschedules, each plan counted while it was in force", async () => {
    const schedule = await create({ every: "10m" });
    await live(25 * minute);
    await update(schedule, { every: "5m" }, ["every"]);
    await live(12 * minute);
    await update(schedule, { cron: "30 * * * *" }, ["cron"]);
    await live(hour);
    const counted = await ledger(schedule);
    // In the range: 10 and 20; 30 and 35; one each hour; and two that were open when their plan ended.
    expect(counted).toMatchObject({ planned: 7, open: 0, holes: 0 });
    expect(counted.settled).toEqual({ ...none, succeeded: 5, canceled: 2 });
    await constellation.query(
      "DELETE FROM deliveries WHERE schedule_id = ? AND ordinal = 1 AND state = 'succeeded'",
      [bytes(schedule)],
    );
    expect(await ledger(schedule)).toMatchObject({ planned: 7, holes: 2 });
  });

  it("is whole over a pause, whose occurrences were skipped", async () => {
    const schedule = await create({ every: "10m" });
    await live(15 * minute);
    await scheduler.calls.pauseSchedule(named(schedule));
    await live(30 * minute);
    await scheduler.calls.resumeSchedule(named(schedule));
    await live(20 * minute);
    const counted = await ledger(schedule);
    expect(counted).toMatchObject({ planned: 6, open: 0, holes: 0 });
    expect(counted.settled).toEqual({ ...none, succeeded: 3, skipped: 3 });
  });

  it("plans nothing after a cancel, but counts occurrences that were open then", async () => {
    const schedule = await create({ every: "10m" });
    await live(15 * minute);
    await scheduler.calls.cancelSchedule(named(schedule));
    await live(hour);
    const counted = await ledger(schedule);
    expect(counted).toMatchObject({ planned: 2, open: 0, holes: 0 });
    expect(counted.settled).toEqual({ ...none, succeeded: 1, canceled: 1 });
  });

  for (const [how, change] of [
    ["canceled", (schedule: Schedule) => scheduler.calls.cancelSchedule(named(schedule))],
    ["rescheduled", (schedule: Schedule) => update(schedule, { every: "7h" }, ["every"])],
  ] as const) {
    it(`is whole when a schedule is ${how} before what fell due in an outage was planned`, async () => {
      const schedule = await create({ every: "10m" });
      await stopEmitting(constellation);
      constellation.time.move(45 * minute);
      await change(schedule);
      const counted = await ledger(schedule);
      expect(counted).toMatchObject({ planned: 4, open: 0, holes: 0 });
      expect(counted.settled).toEqual({ ...none, canceled: 1, skipped: 3 });
    });
  }

  it("is whole after an outage, once the emitter has caught up", async () => {
    const schedule = await create({ every: "10m" });
    await stopEmitting(constellation);
    constellation.time.move(45 * minute);
    expect(await ledger(schedule)).toMatchObject({ planned: 4, open: 1, holes: 3 });
    await constellation.query("UPDATE schedules SET emit_at = 1 WHERE id = ?", [bytes(schedule)]);
    await emitAll(constellation);
    expect(await ledger(schedule)).toMatchObject({ planned: 4, holes: 0, settled: { ...none, skipped: 2 } });
  });

  it("ends with max_runs and with ends_at, the runs of earlier plans counted", async () => {
    const capped = await create({ every: "10m", maxRuns: 4 });
    const ending = await create({ every: "10m", endsAt: new Date(now() + 25 * minute).toISOString() });
    await live(25 * minute);
    await update(capped, { every: "5m" }, ["every"]);
    await live(2 * hour);
    // Two of each plan; the third of the first plan no longer counts.
    expect(await ledger(capped)).toMatchObject({
      planned: 5,
      open: 0,
      holes: 0,
      settled: { ...none, succeeded: 4, canceled: 1 },
    });
    expect(await ledger(ending)).toMatchObject({ planned: 2, holes: 0, settled: { ...none, succeeded: 2 } });
    await constellation.query("DELETE FROM deliveries WHERE schedule_id = ? AND ordinal = 1", [
      bytes(capped),
    ]);
    expect(await ledger(capped)).toMatchObject({ planned: 5, holes: 2 });
  });

  it("counts an occurrence that was canceled by itself, and what stands beside the plan", async () => {
    const schedule = await create({ every: "10m" });
    await live(10 * minute);
    await constellation.query(
      "UPDATE deliveries SET state = 'canceled', completed_at = 1, claim_at = NULL, next_attempt_at = NULL WHERE schedule_id = ? AND state = 'scheduled'",
      [bytes(schedule)],
    );
    await live(15 * minute);
    await constellation.query(
      "UPDATE deliveries SET ordinal = -5 WHERE schedule_id = ? AND state = 'succeeded'",
      [bytes(schedule)],
    );
    expect(await ledger(schedule)).toMatchObject({
      planned: 2,
      besidePlan: 1,
      holes: 1,
      settled: { ...none, canceled: 1 },
    });
  });
});
