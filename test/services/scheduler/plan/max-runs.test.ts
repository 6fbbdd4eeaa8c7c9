import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ScheduleState } from "../../../../generated/rpc/landfall/scheduler/v1/schedule.ts";
import type { noFields } from "../../../../services/scheduler/change/written-fields.ts";
import type * as dispatching from "../../../../services/store/for-dispatcher.ts";
import { seeded } from "../../../faults/fixtures/seeded.ts";
import {
  type Constellation,
  type SchedulerUnderTest,
  startConstellation,
} from "../../fixtures/constellation/constellation.ts";
import { newCaller } from "../../fixtures/constellation/scheduler.ts";
import { emitAll } from "../../fixtures/emit-all.ts";
import { ScheduleLife } from "../../fixtures/schedule-life.ts";
import { whileTimePasses } from "../../fixtures/while-time-passes.ts";

const [second, minute] = [1_000, 60_000];
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

async function begin(fields: Partial<typeof noFields>): Promise<ScheduleLife> {
  const caller = newCaller();
  return new ScheduleLife(constellation, store, caller, await scheduler.create(fields, { caller }));
}

async function pass(life: ScheduleLife, byMs: number, judge: () => dispatching.Settlement["state"] | null) {
  constellation.time.move(byMs);
  await emitAll(constellation);
  await life.deliver(judge);
  await emitAll(constellation);
}

describe("max_runs", () => {
  it("counts runs: a pause after the first of four does not complete the schedule", async () => {
    const life = await begin({ every: "1s", maxRuns: 4 });
    await pass(life, second, () => "succeeded");
    await scheduler.calls.pauseSchedule(life.named);
    await pass(life, 6 * second, () => "succeeded");
    expect(await life.read()).toMatchObject({ state: ScheduleState.PAUSED, runCount: 1 });
    await scheduler.calls.resumeSchedule(life.named);
    for (let run = 2; run <= 4; run++) {
      expect(await life.read()).toMatchObject({ state: ScheduleState.ACTIVE, runCount: run - 1 });
      await pass(life, second, () => "succeeded");
    }
    expect(await life.read()).toMatchObject({ state: ScheduleState.COMPLETED, runCount: 4 });
    expect(await life.holes()).toBe(0);
  });

  it("lets a paused schedule be planned on, since what falls due in the pause is no run", async () => {
    const life = await begin({ every: "10m", maxRuns: 2 });
    await scheduler.calls.pauseSchedule(life.named);
    for (let gone = 0; gone < 45; gone++) await pass(life, minute, () => "succeeded");
    expect(await life.read()).toMatchObject({ state: ScheduleState.PAUSED, runCount: 0 });
    expect(await life.used()).toEqual({ ran: 0, open: 1 });
    const span = { fromMs: life.schedule.createdAtMs, toMs: now() + 60 * minute };
    const counted = await scheduler.calls.getScheduleLedger({ ...life.named, ...span });
    expect(counted).toMatchObject({ planned: 6, open: 2, holes: 0, settled: { skipped: 4 } });
    await constellation.query("DELETE FROM deliveries WHERE schedule_id = ? AND state = 'skipped' LIMIT 1", [
      life.bytes,
    ]);
    expect(await life.holes()).toBe(1);
  });

  it("goes on after an occurrence that was skipped for an overlap, or canceled by itself", async () => {
    const life = await begin({ every: "1m", maxRuns: 2 });
    await pass(life, minute, () => "skipped");
    expect((await life.read()).nextRunsMs).toHaveLength(2);
    await life.cancelOne(() => 0);
    await emitAll(constellation);
    await pass(life, 2 * minute, () => "succeeded");
    await pass(life, minute, () => "succeeded");
    expect(await life.read()).toMatchObject({ state: ScheduleState.COMPLETED, runCount: 2 });
    expect(await life.holes()).toBe(0);
  });

  it("plans nothing while an open run may be the last, and continues when it was not", async () => {
    const life = await begin({ every: "1m", maxRuns: 1 });
    await pass(life, minute, () => "retrying");
    constellation.time.move(20 * second);
    for (let hours = 0; hours < 2; hours++) {
      constellation.time.move(60 * minute);
      await emitAll(constellation);
    }
    expect(await life.used()).toEqual({ ran: 0, open: 1 });
    const canceledAt = now();
    await life.cancelOne(() => 0);
    await emitAll(constellation);
    // Two hours passed without planning: no occurrence is sent late, and none is a hole.
    const after = await constellation.query(
      "SELECT state, scheduled_for FROM deliveries WHERE schedule_id = ? AND ordinal > 0",
      [life.bytes],
    );
    expect(after).toEqual([{ state: "scheduled", scheduled_for: expect.any(Number) }]);
    expect(after[0]?.scheduled_for).toBeGreaterThan(canceledAt);
    await pass(life, minute, () => "succeeded");
    expect(await life.read()).toMatchObject({ state: ScheduleState.COMPLETED, runCount: 1 });
    expect(await life.holes()).toBe(0);
  });

  it("completes the schedule when lowered to the runs so far, and continues it when raised", async () => {
    const life = await begin({ every: "1m", maxRuns: 3 });
    await pass(life, minute, () => "succeeded");
    expect((await life.update({ maxRuns: 5 }, ["max_runs"])).nextRunsMs).toHaveLength(4);
    expect(await life.update({ maxRuns: 1 }, ["max_runs"])).toMatchObject({ state: ScheduleState.COMPLETED });
    expect(await life.holes()).toBe(0);
  });

  it("is exact where emitters, settlements, cancels and verbs come at once", {
    timeout: 60_000,
  }, async () => {
    const random = seeded(99);
    const maxRuns = 12;
    const lives = await Promise.all(Array.from({ length: 12 }, () => begin({ every: "1s", maxRuns })));
    const outcomes = ["succeeded", "dead_lettered", "skipped", "retrying", null] as const;
    const judge = () => outcomes[Math.floor(random() * outcomes.length)] ?? null;
    const verb = (life: ScheduleLife) => {
      const chance = random();
      if (chance < 0.1) return scheduler.calls.pauseSchedule(life.named);
      if (chance < 0.5) return scheduler.calls.resumeSchedule(life.named);
      return life.cancelOne((count) => Math.floor(random() * count));
    };
    for (let step = 0; step < 40; step++) {
      constellation.time.move(700 + Math.floor(random() * 3_000));
      const work = lives.flatMap((life) => [life.deliver(judge), verb(life)]);
      const all = Promise.allSettled([scheduler.emit(), scheduler.emit(), ...work]);
      await whileTimePasses(constellation, all);
      await emitAll(constellation);
      for (const life of lives) {
        const { ran, open } = await life.used();
        expect(ran + open, `step ${step}`).toBeLessThanOrEqual(maxRuns);
        expect((await life.read()).runCount, `step ${step}`).toBe(ran);
      }
    }
    for (const life of lives) {
      if ((await life.read()).state === ScheduleState.PAUSED)
        await scheduler.calls.resumeSchedule(life.named);
      for (let left = 0; left < 100 && (await life.read()).state !== ScheduleState.COMPLETED; left++) {
        await pass(life, minute, () => "succeeded");
      }
      expect(await life.read()).toMatchObject({ state: ScheduleState.COMPLETED, runCount: maxRuns });
      expect(await life.holes()).toBe(0);
    }
  });

  for (const seed of [1, 2, 3, 4, 5, 6, 7, 8]) {
    it(`is exact whatever becomes of the occurrences, seed ${seed}`, { timeout: 60_000 }, () => live(seed));
  }
});

/** Applies random changes to a schedule, as the seed decides; then lets it run to its end. */
async function live(seed: number): Promise<void> {
  const random = seeded(seed);
  const below = (count: number) => Math.floor(random() * count);
  const overlapping = ["succeeded", "succeeded", "dead_lettered", "skipped", "retrying", null] as const;
  let maxRuns = 5 + below(20);
  const life = await begin({
    every: `${[1, 10, 60, 300][below(4)]}s`,
    maxRuns,
    misfire: { policy: ["once", "all", "skip"][below(3)] ?? "once", grace: "5s", max: 3 },
  });
  for (let step = 0; step < 60; step++) {
    const { state } = await life.read();
    if (state === ScheduleState.COMPLETED) break;
    const paused = state === ScheduleState.PAUSED;
    const verb = below(10);
    if (verb === 0 && !paused)
      await whileTimePasses(constellation, scheduler.calls.pauseSchedule(life.named));
    else if (verb <= 3 && paused) await scheduler.calls.resumeSchedule(life.named);
    else if (verb === 4) await life.cancelOne(below);
    else if (verb === 5) {
      const { ran, open } = await life.used();
      maxRuns = ran + open + below(6) || 1;
      await life.update({ maxRuns }, ["max_runs"]);
    } else if (verb === 6) constellation.time.move(below(10) * minute);
    await pass(life, 1 + below(90 * second), () => overlapping[below(6)] ?? null);
    const { ran, open } = await life.used();
    expect(ran + open, `step ${step}`).toBeLessThanOrEqual(maxRuns);
    const read = await life.read();
    expect(read.runCount, `step ${step}`).toBe(ran);
    if (read.state === ScheduleState.COMPLETED) expect(ran).toBe(maxRuns);
    expect(await life.holes(), `step ${step}`).toBe(0);
  }
  if ((await life.read()).state === ScheduleState.PAUSED) await scheduler.calls.resumeSchedule(life.named);
  for (let left = 0; left < 100; left++) {
    if ((await life.read()).state === ScheduleState.COMPLETED) break;
    await pass(life, 5 * minute, () => "succeeded");
  }
  expect(await life.read()).toMatchObject({ state: ScheduleState.COMPLETED, runCount: maxRuns });
  expect(await life.holes()).toBe(0);
}
