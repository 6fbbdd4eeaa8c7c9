import { expect, it } from "vitest";
import { meetsTarget, suffered } from "./suffered.ts";
import { timesFrom, victimPlan } from "./times.ts";

const times = timesFrom(10_000, 1, 500);
const due = (dueAt: number, tookMs: number, failed = false) => ({ dueAt, tookMs, failed });
const judge = (...samples: ReturnType<typeof due>[]) => suffered(samples, times, ({ failed }) => failed);

it("what is due before the attack is held apart from what is due during it", () => {
  const { before, during } = judge(due(10_000, 1), due(10_999, 3), due(11_200, 99), due(11_500, 7));
  expect(before).toEqual({ p50: 1, p99: 3, max: 3 });
  expect(during).toEqual({ p50: 7, p99: 7, max: 7 });
});

it("late and failed count since the attack may be felt", () => {
  const { failed, late } = judge(due(10_500, 300, true), due(11_000, 251, true), due(11_600, 250, true));
  expect({ failed, late }).toEqual({ failed: 2, late: 1 });
});

it("the 99th percentile may double, and 20 ms are always allowed", () => {
  const meets = (beforeMs: number, duringMs: number) =>
    meetsTarget(judge(due(10_000, beforeMs), due(11_500, duringMs)));
  expect([meets(1, 20), meets(1, 21), meets(30, 60), meets(30, 61)]).toEqual([true, false, true, false]);
});

it("one that fails or is late misses the target, and so does silence", () => {
  expect(meetsTarget(judge(due(10_000, 1), due(11_100, 1, true), due(11_500, 1)))).toBe(false);
  expect(meetsTarget(judge(due(10_000, 1), due(11_100, 251), due(11_500, 1)))).toBe(false);
  expect(meetsTarget(judge(due(10_000, 1)))).toBe(false);
});

it("the victim has 20 deliveries a second until the end", () => {
  expect(victimPlan(times)).toEqual({ count: 50, firstDueAt: 10_000, everyMs: 50 });
});
