import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ScheduleState } from "../../../../generated/rpc/landfall/scheduler/v1/schedule.ts";
import type { noFields } from "../../../../services/scheduler/change/written-fields.ts";
import type * as dispatching from "../../../../services/store/for-dispatcher.ts";
import {
  type Constellation,
  type SchedulerUnderTest,
  startConstellation,
} from "../../fixtures/constellation/constellation.ts";
import { emitAll } from "../../fixtures/emit-all.ts";
import { PrepaidLife } from "../../fixtures/prepaid-life.ts";

const [minute, hour] = [60_000, 3_600_000];
let constellation: Constellation<"scheduler">;
let scheduler: SchedulerUnderTest;
let store: dispatching.Store;
beforeAll(async () => {
  constellation = await startConstellation({ scheduler: {} });
  ({ scheduler } = constellation);
  store = constellation.store("dispatcher", { connections: 2, serverTime: now });
});
afterAll(() => constellation.close());

const now = () => constellation.time.clock.now();
const begin = (runs: number, given: Partial<typeof noFields>) =>
  PrepaidLife.begin(constellation, store, runs, given);

async function lastDelivery(life: PrepaidLife) {
  const [row] = await constellation.query(
    "SELECT state, reason, scheduled_for, ordinal FROM deliveries WHERE schedule_id = ? ORDER BY scheduled_for DESC LIMIT 1",
    [life.bytes],
  );
  return row;
}

describe("credits", () => {
  it("are taken as occurrences are planned, and used once an attempt has begun", async () => {
    const life = await begin(3, { every: "1m" });
    expect(await life.credits()).toEqual([3, 0, 3]);
    await life.pass(minute);
    expect(await life.credits()).toEqual([3, 1, 2]);
    await life.pass(minute, () => "retrying");
    expect(await life.credits()).toEqual([3, 2, 1]);
  });

  it("run out: the schedule is exhausted, one occurrence is skipped for it, and its plan ends there", async () => {
    const life = await begin(2, { every: "1h" });
    await life.pass(hour);
    await life.pass(hour);
    expect(await life.read()).toMatchObject({ state: ScheduleState.EXHAUSTED, runCount: 2 });
    await life.pass(hour);
    expect(await lastDelivery(life)).toMatchObject({ state: "skipped", reason: "no_credit" });
    await life.pass(9 * hour);
    const ledger = await scheduler.calls.getScheduleLedger({
      ...life.named,
      fromMs: life.schedule.createdAtMs,
      toMs: now() + 24 * hour,
    });
    expect(ledger).toMatchObject({ planned: 3, open: 0, holes: 0, settled: { succeeded: 2, skipped: 1 } });
    expect(await life.credits()).toEqual([2, 2, 0]);
  });

  it("that come before the next occurrence let it go on without a gap", async () => {
    const life = await begin(1, { every: "1h" });
    await life.pass(hour);
    expect(await life.read()).toMatchObject({ state: ScheduleState.EXHAUSTED });
    await life.grant(5);
    await emitAll(constellation);
    expect(await life.read()).toMatchObject({ state: ScheduleState.ACTIVE });
    await life.pass(hour);
    expect(await life.read()).toMatchObject({ runCount: 2 });
    expect(await life.credits()).toEqual([6, 2, 4]);
    expect(await life.holes()).toBe(0);
  });

  it("that come later begin a new plan, and nothing is made up for", async () => {
    const life = await begin(1, { every: "1h" });
    for (let gone = 0; gone < 5; gone++) await life.pass(hour);
    await life.grant(2);
    await emitAll(constellation);
    expect(await life.read()).toMatchObject({ state: ScheduleState.ACTIVE, runCount: 1 });
    expect(await lastDelivery(life)).toMatchObject({ state: "scheduled", ordinal: 1 });
    await life.pass(hour);
    expect(await life.credits()).toEqual([3, 2, 1]);
    expect(await life.holes()).toBe(0);
  });

  it("come back for what was skipped or canceled before an attempt, and wake an exhausted schedule", async () => {
    const life = await begin(2, { every: "1h" });
    await life.pass(hour, () => "skipped");
    expect(await life.credits()).toEqual([2, 0, 2]);
    await life.cancelOne(() => 0);
    await emitAll(constellation);
    expect(await life.credits()).toEqual([2, 0, 2]);
    await life.pass(2 * hour);
    await life.pass(hour);
    expect(await life.credits()).toEqual([2, 2, 0]);
    expect(await life.holes()).toBe(0);
  });

  it("are not taken by what falls due in a pause; resumed without any, it is exhausted again", async () => {
    const life = await begin(1, { every: "1h" });
    await scheduler.calls.pauseSchedule(life.named);
    for (let gone = 0; gone < 4; gone++) await life.pass(hour);
    expect(await life.credits()).toEqual([1, 0, 1]);
    await scheduler.calls.resumeSchedule(life.named);
    await life.pass(hour);
    await life.pass(hour);
    await scheduler.calls.pauseSchedule(life.named);
    for (let gone = 0; gone < 3; gone++) await life.pass(hour);
    await scheduler.calls.resumeSchedule(life.named);
    await emitAll(constellation);
    expect(await life.read()).toMatchObject({ state: ScheduleState.EXHAUSTED });
    expect(await life.holes()).toBe(0);
  });

  it("granted in a pause leave it paused, and are used after it", async () => {
    const life = await begin(1, { every: "1h" });
    await life.pass(hour);
    await life.pass(hour);
    await scheduler.calls.pauseSchedule(life.named);
    await life.grant(3);
    await emitAll(constellation);
    expect(await life.read()).toMatchObject({ state: ScheduleState.PAUSED });
    await scheduler.calls.resumeSchedule(life.named);
    await life.pass(hour);
    expect(await life.credits()).toEqual([4, 2, 2]);
    expect(await life.holes()).toBe(0);
  });

  it("are the only bound of a schedule: a change may give it no other", async () => {
    const life = await begin(1, { every: "1h" });
    const refused = expect.objectContaining({ code: "invalid_bounds" });
    await expect(life.update({ maxRuns: 5 }, ["max_runs"])).rejects.toEqual(refused);
    await expect(life.update({ ttl: "5m" }, ["ttl"])).rejects.toEqual(refused);
    const { nextRunsMs } = await life.update({ every: "30m" }, ["every"]);
    expect(nextRunsMs[0]).toBeLessThanOrEqual(now() + hour / 2);
    expect(await life.credits()).toEqual([1, 0, 1]);
    await life.pass(hour / 2);
    expect(await life.credits()).toEqual([1, 1, 0]);
  });
});
