import { nextOccurrences } from "../../services/scheduler/timing/cron/next-occurrences.ts";
import { parseCron } from "../../services/scheduler/timing/cron/parse-cron.ts";
import { type DstRule, resolveWallClock } from "../../services/scheduler/timing/wall-clock.ts";
import { occurrencesByWalking, resolveByWalking, walkMinutes } from "./brute-force.ts";

/** Every combination of the `dst` rule. */
export const dstRules: readonly DstRule[] = (["end", "skip", "shift"] as const).flatMap((gap) =>
  (["first", "second", "both"] as const).map((overlap) => ({ gap, overlap })),
);

/** Expressions, and their meaning written by hand in terms of the wall clock (read with getUTC…). */
export const walkedCrons: readonly { text: string; everyHour: boolean; matches: (local: Date) => boolean }[] =
  [
    { text: "* * * * *", everyHour: true, matches: () => true },
    { text: "*/30 * * * *", everyHour: true, matches: (l) => l.getUTCMinutes() % 30 === 0 },
    { text: "17 * * * *", everyHour: true, matches: (l) => l.getUTCMinutes() === 17 },
    {
      text: "30 0-3 * * *",
      everyHour: false,
      matches: (l) => l.getUTCHours() <= 3 && l.getUTCMinutes() === 30,
    },
    {
      text: "*/20 22-2 * * *",
      everyHour: false,
      matches: (l) => (l.getUTCHours() + 2) % 24 <= 4 && l.getUTCMinutes() % 20 === 0,
    },
    {
      text: "0 */2 * * *",
      everyHour: false,
      matches: (l) => l.getUTCHours() % 2 === 0 && l.getUTCMinutes() === 0,
    },
    { text: "0 0 * * *", everyHour: false, matches: (l) => l.getUTCHours() === 0 && l.getUTCMinutes() === 0 },
    {
      text: "5 1 * * SUN",
      everyHour: false,
      matches: (l) => l.getUTCDay() === 0 && l.getUTCHours() === 1 && l.getUTCMinutes() === 5,
    },
    {
      text: "45 12 30 * SAT",
      everyHour: false,
      matches: (l) =>
        (l.getUTCDate() === 30 || l.getUTCDay() === 6) && l.getUTCHours() === 12 && l.getUTCMinutes() === 45,
    },
  ];

const hourMs = 3_600_000;
/** A day may be missing (Samoa), so the walk extends more than a day on both sides. */
const reachMs = 30 * hourMs;

/**
 * Compares `resolveWallClock` with the walk for every wall minute around `jumpAt` and all nine rules, and
 * `nextOccurrences` for each expression and rule, from the start of the walk and from instants inside it.
 *
 * @returns the number of comparisons, and each difference in words
 */
export function walkAroundJump(zone: string, jumpAt: number): { compared: number; differences: string[] } {
  const walk = walkMinutes(zone, jumpAt - reachMs, jumpAt + reachMs);
  const differences: string[] = [];
  let compared = 0;
  const compare = (what: string, actual: unknown, expected: unknown) => {
    compared++;
    const [actualText, expectedText] = [JSON.stringify(actual), JSON.stringify(expected)];
    if (actualText !== expectedText)
      differences.push(`${zone} ${what}: ${actualText}, walked ${expectedText}`);
  };
  for (const dst of dstRules) {
    const rule = `${dst.gap}/${dst.overlap}`;
    for (const [localMs, expected] of resolveByWalking(walk, dst)) {
      // Near the ends of the walk a second meaning may lie outside it.
      if (
        localMs < (walk[0]?.localMs ?? 0) + 3 * hourMs ||
        localMs > (walk.at(-1)?.localMs ?? 0) - 3 * hourMs
      )
        continue;
      compare(`${rule} ${new Date(localMs).toISOString()}`, resolveWallClock(localMs, zone, dst), expected);
    }
    for (const cron of walkedCrons) {
      const parsed = parseCron(cron.text);
      if ("problem" in parsed) throw new Error(parsed.problem);
      const [firstAt, lastAt] = [jumpAt - reachMs + 3 * hourMs, jumpAt + reachMs - 3 * hourMs];
      const all = occurrencesByWalking(walk, dst, cron.everyHour, cron.matches);
      for (
        let after = firstAt;
        after < lastAt;
        after += after < jumpAt - 3 * hourMs ? 5 * hourMs : 23 * 60_000
      ) {
        const expected = all.filter((at) => at > after && at <= lastAt).slice(0, 4);
        const actual = nextOccurrences(parsed, zone, dst, after, 4, lastAt).map(({ at }) => at);
        compare(`${rule} "${cron.text}" after ${new Date(after).toISOString()}`, actual, expected);
      }
    }
  }
  return { compared, differences };
}
