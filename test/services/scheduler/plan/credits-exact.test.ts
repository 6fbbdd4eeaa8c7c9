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
import { emitAll } from "../../fixtures/emit-all.ts";
import { PrepaidLife } from "../../fixtures/prepaid-life.ts";
import { whileTimePasses } from "../../fixtures/while-time-passes.ts";

const [second, minute, hour] = [1_000, 60_000, 3_600_000];
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

describe("credits", () => {
  it("are exact where emitters, settlements, cancels, verbs and grants come at once", {
    timeout: 60_000,
  }, async () => {
    const random = seeded(7);
    const lives = await Promise.all(Array.from({ length: 8 }, () => begin(6, { every: "1s" })));
    const outcomes = ["succeeded", "dead_lettered", "skipped", "retrying", null] as const;
    const judge = () => outcomes[Math.floor(random() * outcomes.length)] ?? null;
    const verb = (life: PrepaidLife): Promise<unknown> => {
      const chance = random();
      if (chance < 0.1) return scheduler.calls.pauseSchedule(life.named);
      if (chance < 0.4) return scheduler.calls.resumeSchedule(life.named);
      if (chance < 0.7) return life.grant(2);
      return life.cancelOne((count) => Math.floor(random() * count));
    };
    for (let step = 0; step < 25; step++) {
      constellation.time.move(700 + Math.floor(random() * 3_000));
      const work = lives.flatMap((life) => [life.deliver(judge), verb(life)]);
      const emitters = [1, 2, 3, 4, 5, 6].map(() => scheduler.emit());
      await whileTimePasses(constellation, Promise.allSettled([...emitters, ...work]));
      await emitAll(constellation);
      for (const life of lives) await life.expectExact(`step ${step}`);
    }
  });

  for (const seed of [1, 2, 3]) {
    it(`are exact whatever becomes of the occurrences, seed ${seed}`, { timeout: 60_000 }, () => live(seed));
  }
});

/** Everything that can happen to a prepaid schedule, in an order that the seed decides; then it runs dry. */
async function live(seed: number): Promise<void> {
  const random = seeded(seed);
  const below = (count: number) => Math.floor(random() * count);
  const outcomes = ["succeeded", "succeeded", "dead_lettered", "skipped", "retrying", null] as const;
  const life = await begin(1 + below(8), {
    every: `${[1, 10, 60, 300][below(4)]}s`,
    misfire: { policy: ["once", "all", "skip"][below(3)] ?? "once", grace: "5s", max: 3 },
  });
  for (let step = 0; step < 50; step++) {
    const paused = (await life.read()).state === ScheduleState.PAUSED;
    const verb = below(12);
    if (verb === 0 && !paused)
      await whileTimePasses(constellation, scheduler.calls.pauseSchedule(life.named));
    else if (verb <= 3 && paused) await scheduler.calls.resumeSchedule(life.named);
    else if (verb === 4) await life.cancelOne(below);
    else if (verb <= 6) await life.grant(1 + below(5));
    else if (verb === 7) constellation.time.move(below(10) * minute);
    else if (verb === 8) await life.update({ timeout: `${1 + below(9)}s` }, ["timeout"]);
    else if (verb === 9) await life.update({ every: `${1 + below(100)}s` }, ["every"]);
    await life.pass(1 + below(90 * second), () => outcomes[below(6)] ?? null);
    await life.expectExact(`step ${step}`);
  }
  if ((await life.read()).state === ScheduleState.PAUSED) await scheduler.calls.resumeSchedule(life.named);
  for (let left = 0; left < 200; left++) {
    if ((await life.read()).state === ScheduleState.EXHAUSTED) break;
    await life.pass(5 * minute);
  }
  await life.pass(hour);
  const [total, used, remaining] = await life.credits();
  expect([used, remaining]).toEqual([total, 0]);
  await life.expectExact("dry");
}
