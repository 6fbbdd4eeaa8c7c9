import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ScheduleState } from "../../../../generated/rpc/landfall/scheduler/v1/schedule.ts";
import type { noFields } from "../../../../services/scheduler/change/written-fields.ts";
import * as dispatching from "../../../../services/store/for-dispatcher.ts";
import { findCredits } from "../../../../services/store/for-scheduler.ts";
import { seeded } from "../../../faults/fixtures/seeded.ts";
import { emitAll } from "../../fixtures/emit-all.ts";
import { createPrepaid, grantRuns } from "../../fixtures/prepaid.ts";
import { ScheduleLife } from "../../fixtures/schedule-life.ts";
import { newCaller, type ServedScheduler, serveScheduler } from "../../fixtures/serve-scheduler.ts";
import { whileTimePasses } from "../../fixtures/while-time-passes.ts";

const [second, minute, hour] = [1_000, 60_000, 3_600_000];
let scheduler: ServedScheduler;
let store: dispatching.Store;
beforeAll(async () => {
  scheduler = await serveScheduler();
  store = dispatching.connectStore({
    url: scheduler.database.doorUrl("dispatcher"),
    connections: 2,
    serverTime: now,
  });
});
afterAll(async () => {
  await store.close();
  await scheduler.close();
});

const now = () => scheduler.time.clock.now();

async function begin(runs: number, given: Partial<typeof noFields>): Promise<ScheduleLife> {
  const caller = newCaller();
  return new ScheduleLife(scheduler, store, caller, await createPrepaid(scheduler, caller, given, runs));
}

type Judge = () => dispatching.Settlement["state"] | null;

async function pass(life: ScheduleLife, byMs: number, judge: Judge = () => "succeeded") {
  scheduler.time.move(byMs);
  await emitAll(scheduler);
  await life.deliver(judge);
  await emitAll(scheduler);
}

const grant = (life: ScheduleLife, runs: number) =>
  grantRuns(scheduler, life.caller, life.schedule.id, runs).then(() => emitAll(scheduler));

/** Total, used and remaining, as people see them. */
async function credits(life: ScheduleLife) {
  const shown = (await findCredits(scheduler.parts.store, [life.bytes])).get(life.bytes.toString("hex"));
  return [shown?.total, shown?.used, shown?.remaining];
}

async function lastDelivery(life: ScheduleLife) {
  const [row] = await scheduler.query(
    "SELECT state, reason, scheduled_for, ordinal FROM deliveries WHERE schedule_id = ? ORDER BY scheduled_for DESC LIMIT 1",
    [life.bytes],
  );
  return row;
}

describe("credits", () => {
  it("are taken as occurrences are planned, and used once an attempt has begun", async () => {
    const life = await begin(3, { every: "1m" });
    expect(await credits(life)).toEqual([3, 0, 3]);
    await pass(life, minute);
    expect(await credits(life)).toEqual([3, 1, 2]);
    await pass(life, minute, () => "retrying");
    expect(await credits(life)).toEqual([3, 2, 1]);
  });

  it("run out: the schedule is exhausted, one occurrence is skipped for it, and its plan ends there", async () => {
    const life = await begin(2, { every: "1h" });
    await pass(life, hour);
    await pass(life, hour);
    expect(await life.read()).toMatchObject({ state: ScheduleState.EXHAUSTED, runCount: 2 });
    await pass(life, hour);
    expect(await lastDelivery(life)).toMatchObject({ state: "skipped", reason: "no_credit" });
    await pass(life, 9 * hour);
    const ledger = await scheduler.calls.getScheduleLedger({
      ...life.named,
      fromMs: life.schedule.createdAtMs,
      toMs: now() + 24 * hour,
    });
    expect(ledger).toMatchObject({ planned: 3, open: 0, holes: 0, settled: { succeeded: 2, skipped: 1 } });
    expect(await credits(life)).toEqual([2, 2, 0]);
  });

  it("that come before the next occurrence let it go on without a gap", async () => {
    const life = await begin(1, { every: "1h" });
    await pass(life, hour);
    expect(await life.read()).toMatchObject({ state: ScheduleState.EXHAUSTED });
    await grant(life, 5);
    expect(await life.read()).toMatchObject({ state: ScheduleState.ACTIVE });
    await pass(life, hour);
    expect(await life.read()).toMatchObject({ runCount: 2 });
    expect(await credits(life)).toEqual([6, 2, 4]);
    expect(await life.holes()).toBe(0);
  });

  it("that come later begin a new plan, and nothing is made up for", async () => {
    const life = await begin(1, { every: "1h" });
    for (let gone = 0; gone < 5; gone++) await pass(life, hour);
    await grant(life, 2);
    expect(await life.read()).toMatchObject({ state: ScheduleState.ACTIVE, runCount: 1 });
    expect(await lastDelivery(life)).toMatchObject({ state: "scheduled", ordinal: 1 });
    await pass(life, hour);
    expect(await credits(life)).toEqual([3, 2, 1]);
    expect(await life.holes()).toBe(0);
  });

  it("come back for what was skipped or canceled before an attempt, and wake an exhausted schedule", async () => {
    const life = await begin(2, { every: "1h" });
    await pass(life, hour, () => "skipped");
    expect(await credits(life)).toEqual([2, 0, 2]);
    await life.cancelOne(() => 0);
    await emitAll(scheduler);
    expect(await credits(life)).toEqual([2, 0, 2]);
    await pass(life, 2 * hour);
    await pass(life, hour);
    expect(await credits(life)).toEqual([2, 2, 0]);
    expect(await life.holes()).toBe(0);
  });

  it("are not taken by what falls due in a pause; resumed without any, it is exhausted again", async () => {
    const life = await begin(1, { every: "1h" });
    await scheduler.calls.pauseSchedule(life.named);
    for (let gone = 0; gone < 4; gone++) await pass(life, hour);
    expect(await credits(life)).toEqual([1, 0, 1]);
    await scheduler.calls.resumeSchedule(life.named);
    await pass(life, hour);
    await pass(life, hour);
    await scheduler.calls.pauseSchedule(life.named);
    for (let gone = 0; gone < 3; gone++) await pass(life, hour);
    await scheduler.calls.resumeSchedule(life.named);
    await emitAll(scheduler);
    expect(await life.read()).toMatchObject({ state: ScheduleState.EXHAUSTED });
    expect(await life.holes()).toBe(0);
  });

  it("granted in a pause leave it paused, and are used after it", async () => {
    const life = await begin(1, { every: "1h" });
    await pass(life, hour);
    await pass(life, hour);
    await scheduler.calls.pauseSchedule(life.named);
    await grant(life, 3);
    expect(await life.read()).toMatchObject({ state: ScheduleState.PAUSED });
    await scheduler.calls.resumeSchedule(life.named);
    await pass(life, hour);
    expect(await credits(life)).toEqual([4, 2, 2]);
    expect(await life.holes()).toBe(0);
  });

  it("are the only bound of a schedule: a change may give it no other", async () => {
    const life = await begin(1, { every: "1h" });
    const refused = expect.objectContaining({ code: "invalid_bounds" });
    await expect(life.update({ maxRuns: 5 }, ["max_runs"])).rejects.toEqual(refused);
    await expect(life.update({ ttl: "5m" }, ["ttl"])).rejects.toEqual(refused);
    const { nextRunsMs } = await life.update({ every: "30m" }, ["every"]);
    expect(nextRunsMs[0]).toBeLessThanOrEqual(now() + hour / 2);
    expect(await credits(life)).toEqual([1, 0, 1]);
    await pass(life, hour / 2);
    expect(await credits(life)).toEqual([1, 1, 0]);
  });

  it("are exact where emitters, settlements, cancels, verbs and grants come at once", {
    timeout: 60_000,
  }, async () => {
    const random = seeded(7);
    const lives = await Promise.all(Array.from({ length: 12 }, () => begin(6, { every: "1s" })));
    const outcomes = ["succeeded", "dead_lettered", "skipped", "retrying", null] as const;
    const judge = () => outcomes[Math.floor(random() * outcomes.length)] ?? null;
    const verb = (life: ScheduleLife): Promise<unknown> => {
      const chance = random();
      if (chance < 0.1) return scheduler.calls.pauseSchedule(life.named);
      if (chance < 0.4) return scheduler.calls.resumeSchedule(life.named);
      if (chance < 0.7) return grantRuns(scheduler, life.caller, life.schedule.id, 2);
      return life.cancelOne((count) => Math.floor(random() * count));
    };
    for (let step = 0; step < 40; step++) {
      scheduler.time.move(700 + Math.floor(random() * 3_000));
      const work = lives.flatMap((life) => [life.deliver(judge), verb(life)]);
      const emitters = [1, 2, 3, 4, 5, 6].map(() => scheduler.emit());
      await whileTimePasses(scheduler, Promise.allSettled([...emitters, ...work]));
      await emitAll(scheduler);
      for (const life of lives) await expectExact(life, `step ${step}`);
    }
  });

  for (const seed of [1, 2, 3, 4]) {
    it(`are exact whatever becomes of the occurrences, seed ${seed}`, { timeout: 60_000 }, () => live(seed));
  }
});

/** What holds at every moment, whatever happened: nothing is sent that was not paid for, and nothing is lost. */
async function expectExact(life: ScheduleLife, when: string): Promise<void> {
  const [row] = await scheduler.query(
    `SELECT c.total, c.taken,
       (SELECT SUM(e.runs) FROM credit_entries e WHERE e.schedule_id = c.schedule_id) AS entered,
       (SELECT COUNT(*) FROM deliveries d WHERE d.schedule_id = c.schedule_id AND d.ordinal >= 0
          AND (d.attempt_count > 0 OR d.completed_at IS NULL)) AS owed
     FROM credits c WHERE c.schedule_id = ?`,
    [life.bytes],
  );
  expect(Number(row?.entered), when).toBe(row?.total);
  expect(row?.owed, when).toBe(row?.taken);
  expect(row?.taken, when).toBeLessThanOrEqual(row?.total);
  expect(await life.holes(), when).toBe(0);
}

/** Everything that can happen to a prepaid schedule, in an order that the seed decides; then it runs dry. */
async function live(seed: number): Promise<void> {
  const random = seeded(seed);
  const below = (count: number) => Math.floor(random() * count);
  const outcomes = ["succeeded", "succeeded", "dead_lettered", "skipped", "retrying", null] as const;
  const life = await begin(1 + below(8), {
    every: `${[1, 10, 60, 300][below(4)]}s`,
    misfire: { policy: ["once", "all", "skip"][below(3)] ?? "once", grace: "5s", max: 3 },
  });
  for (let step = 0; step < 60; step++) {
    const paused = (await life.read()).state === ScheduleState.PAUSED;
    const verb = below(12);
    if (verb === 0 && !paused) await whileTimePasses(scheduler, scheduler.calls.pauseSchedule(life.named));
    else if (verb <= 3 && paused) await scheduler.calls.resumeSchedule(life.named);
    else if (verb === 4) await life.cancelOne(below);
    else if (verb <= 6) await grantRuns(scheduler, life.caller, life.schedule.id, 1 + below(5));
    else if (verb === 7) scheduler.time.move(below(10) * minute);
    else if (verb === 8) await life.update({ timeout: `${1 + below(9)}s` }, ["timeout"]);
    else if (verb === 9) await life.update({ every: `${1 + below(100)}s` }, ["every"]);
    await pass(life, 1 + below(90 * second), () => outcomes[below(6)] ?? null);
    await expectExact(life, `step ${step}`);
  }
  if ((await life.read()).state === ScheduleState.PAUSED) await scheduler.calls.resumeSchedule(life.named);
  for (let left = 0; left < 200; left++) {
    if ((await life.read()).state === ScheduleState.EXHAUSTED) break;
    await pass(life, 5 * minute);
  }
  await pass(life, hour);
  const [total, used, remaining] = await credits(life);
  expect([used, remaining]).toEqual([total, 0]);
  await expectExact(life, "dry");
}
