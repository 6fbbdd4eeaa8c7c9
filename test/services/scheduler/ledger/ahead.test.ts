import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Schedule } from "../../../../generated/rpc/landfall/scheduler/v1/schedule.ts";
import { parsePrefixedId } from "../../../../services/runtime/ulid.ts";
import { noFields } from "../../../../services/scheduler/change/written-fields.ts";
import {
  type Constellation,
  type SchedulerUnderTest,
  startConstellation,
} from "../../fixtures/constellation/constellation.ts";
import { caller } from "../../fixtures/constellation/scheduler.ts";
import { emitAll } from "../../fixtures/emit-all.ts";

const minute = 60_000;
const day = 1_440 * minute;
let constellation: Constellation<"scheduler">;
let scheduler: SchedulerUnderTest;
beforeAll(async () => {
  constellation = await startConstellation({ scheduler: {} });
  ({ scheduler } = constellation);
});
afterAll(() => constellation.close());

const now = () => constellation.time.clock.now();
const named = ({ id }: Schedule) => ({ caller, id, ifVersion: undefined });
/** Reads the ledger from the schedule's creation until this long from now. */
const ledger = ({ id, createdAtMs }: Schedule, aheadMs: number) =>
  scheduler.calls.getScheduleLedger({ caller, id, fromMs: createdAtMs, toMs: now() + aheadMs });

async function lose({ id }: Schedule, at: number): Promise<void> {
  await constellation.query("DELETE FROM deliveries WHERE schedule_id = ? AND scheduled_for = ?", [
    parsePrefixedId("sch", id),
    at,
  ]);
}

describe("the ledger of what lies ahead", () => {
  it("shows a lost one-shot before its time", async () => {
    const schedule = await scheduler.create({ delay: "48h" });
    expect(await ledger(schedule, 3 * day)).toMatchObject({ planned: 1, open: 1, holes: 0 });
    const lost = now() + 2 * day;
    await lose(schedule, lost);
    expect(await ledger(schedule, 3 * day)).toMatchObject({
      planned: 1,
      open: 0,
      holes: 1,
      holesAt: [{ scheduleId: schedule.id, atMs: lost }],
    });
  });

  it("shows a lost one of those that a recurring schedule has ahead; what is yet to be written is open", async () => {
    const schedule = await scheduler.create({ every: "30s" });
    expect(await ledger(schedule, 60 * minute)).toMatchObject({ planned: 119, open: 119, holes: 0 });
    await lose(schedule, now() + minute);
    expect(await ledger(schedule, 60 * minute)).toMatchObject({ planned: 119, open: 118, holes: 1 });
  });

  it("has no hole ahead of a schedule that is paused, resumed or rescheduled", async () => {
    const schedule = await scheduler.create({ every: "30s" });
    await scheduler.calls.pauseSchedule(named(schedule));
    constellation.time.move(10 * minute);
    await emitAll(constellation);
    expect(await ledger(schedule, 60 * minute)).toMatchObject({ planned: 139, holes: 0 });
    await scheduler.calls.resumeSchedule(named(schedule));
    expect(await ledger(schedule, 60 * minute)).toMatchObject({ planned: 139, holes: 0 });
    const fields = { ...noFields, every: "10m" };
    await scheduler.calls.updateSchedule({ ...named(schedule), paths: ["every"], fields });
    expect(await ledger(schedule, 60 * minute)).toMatchObject({ open: 5, holes: 0 });
  });
});

describe("the ledger over a change of the clocks", { timeout: 30_000 }, () => {
  it("calls for nothing at a time left out where the gap is skipped, and for its end otherwise", async () => {
    const nightly = { cron: "30 2 * * *", timezone: "Europe/Berlin" };
    const skipping = await scheduler.create({ ...nightly, dst: { gap: "skip", overlap: undefined } });
    const ending = await scheduler.create(nightly);
    // To the 30th of March 2027; the clocks go forward at two in the night of the 28th.
    for (let nights = 0; nights < 29; nights++) {
      constellation.time.move(day);
      await emitAll(constellation);
    }
    expect(await ledger(skipping, 1)).toMatchObject({ planned: 28, holes: 0 });
    expect(await ledger(ending, 1)).toMatchObject({ planned: 29, holes: 0 });
    await lose(ending, Date.UTC(2027, 2, 28, 1));
    expect(await ledger(ending, 1)).toMatchObject({ planned: 29, holes: 1 });
  });
});

describe("the ledger of a triggered schedule", () => {
  it("counts triggers beside the plan", async () => {
    const schedule = await scheduler.create({ every: "1h" });
    for (let count = 0; count < 3; count++) {
      await scheduler.calls.triggerSchedule({ caller, id: schedule.id });
    }
    expect(await ledger(schedule, 90 * minute)).toMatchObject({
      planned: 1,
      open: 1,
      besidePlan: 3,
      holes: 0,
    });
  });
});
