import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CronExpression } from "./expression.ts";
import { parseCron } from "./parse-cron.ts";

function parsed(text: string): CronExpression {
  const cron = parseCron(text);
  if ("problem" in cron) throw new Error(`${text}: ${cron.problem}`);
  return cron;
}

/** Pairs of texts with the same meaning. */
const same: readonly (readonly [string, string])[] = [
  ["@hourly", "0 * * * *"],
  ["@daily", "0 0 * * *"],
  ["@midnight", "0 0 * * *"],
  ["@weekly", "0 0 * * 0"],
  ["@monthly", "0 0 1 * *"],
  ["@yearly", "0 0 1 1 *"],
  ["@ANNUALLY", "0 0 1 1 *"],
  ["0 0 * * *", "0 0 0 * * *"],
  ["  0\t 0  *\t* * ", "0 0 * * *"],
  ["0 0 * * 7", "0 0 * * 0"],
  ["0 0 * jan-Mar MON", "0 0 * 1-3 1"],
  ["0 0 ? * MON", "0 0 * * 1"],
  ["0 0 1 * ?", "0 0 1 * *"],
  ["0 0 ? * ?", "0 0 * * *"],
  ["0 22-2 * * *", "0 22,23,0,1,2 * * *"],
  ["0 22-2/2 * * *", "0 22,0,2 * * *"],
  ["0 0 * * FRI-MON", "0 0 * * 5,6,0,1"],
  ["0 0 * * FRI-SUN", "0 0 * * 5,6,0"],
  ["0 0 * * 5-7", "0 0 * * 5,6,0"],
  ["0 0 * * 7-2", "0 0 * * 0,1,2"],
  ["0 0 * * 7-7", "0 0 * * 0"],
  ["0 0 * * SUN-TUE", "0 0 * * 0-2"],
  ["0 0 1 NOV-FEB *", "0 0 1 11,12,1,2 *"],
  ["0 0 28-3 * *", "0 0 28,29,30,31,1,2,3 * *"],
  ["50-10/10 * * * *", "50,0,10 * * * *"],
  ["5/10 * * * *", "5,15,25,35,45,55 * * * *"],
  ["0 0 * * MON/2", "0 0 * * 1,3,5"],
  ["0 0 1 FEB/3 *", "0 0 1 2,5,8,11 *"],
  ["*/15 0 * * *", "0,15,30,45 0 * * *"],
  ["*/60 0 * * *", "0 0 * * *"],
  ["1,1,1-2 0 * * *", "1,2 0 * * *"],
  ["05 08 09 * *", "5 8 9 * *"],
  ["0 0 * * 5L", "0 0 * * fril"],
  ["0 0 * * 7#2", "0 0 * * sun#2"],
  ["0 0 * * 5#3", "0 0 * * FRI#3"],
  ["0 0 lw * *", "0 0 LW * *"],
  ["0 */1 * * *", "0 * * * *"],
];

const refused = [
  // The number of fields
  ...[
    "",
    " ",
    "\t",
    "*",
    "* * * *",
    "* * * * * * *",
    "0 0 0 1 1 ? 2026",
    "* * * *,",
    "CRON_TZ=UTC",
    "CRON_TZ=UTC * * * *",
  ],
  // Out of range
  ...[
    "60 * * * *",
    "* 24 * * *",
    "* * 0 * *",
    "* * 32 * *",
    "* * * 0 *",
    "* * * 13 *",
    "* * * * 8",
    "60 * * * * *",
    "-1 * * * *",
  ],
  ...[
    "0-60 * * * *",
    "* 0-24 * * *",
    "* * 0-5 * *",
    "100 * * * *",
    "999 * * * *",
    "000 * * * *",
    "1e1 * * * *",
    "0x1 * * * *",
    "1.5 * * * *",
  ],
  // Steps
  ...[
    "*/0 * * * *",
    "*/61 * * * *",
    "*/100 * * * *",
    "* */25 * * *",
    "* * */32 * *",
    "* * * */13 *",
    "* * * * */8",
    "*/ * * * *",
  ],
  ...[
    "/5 * * * *",
    "*/-5 * * * *",
    "*/5/5 * * * *",
    "*/* * * * *",
    "1-5/0 * * * *",
    "5/0 * * * *",
    "*/1.5 * * * *",
    "*/a * * * *",
    "* * * */JAN *",
  ],
  // Lists and ranges
  ...[
    "1,,2 * * * *",
    ",1 * * * *",
    "1, * * * *",
    ", * * * *",
    "1-2-3 * * * *",
    "1- * * * *",
    "-5 * * * *",
    "1--5 * * * *",
    "*-5 * * * *",
  ],
  ...[
    "5-* * * * *",
    "** * * * *",
    "*5 * * * *",
    "1;2 * * * *",
    "1..5 * * * *",
    "1 - 5 * * *x",
    "(1) * * * *",
  ],
  // Names
  ...[
    "JAN * * * *",
    "* MON * * *",
    "* * JAN * *",
    "* * * MON *",
    "* * * * JAN",
    "* * * JANUARY *",
    "* * * * MONDAY",
    "* * * * MO",
    "* * * FOO *",
  ],
  ...["* * * * MON-", "* * * * MON--FRI", "* * * * xMON"],
  // L, W, #, ?
  ...[
    "L * * * *",
    "* L * * *",
    "* * * L *",
    "* * * * L",
    "* * L-0 * *",
    "* * L-31 * *",
    "* * L-x * *",
    "* * L- * *",
    "* * LL * *",
    "* * L/2 * *",
  ],
  ...[
    "* * 1L * *",
    "* * L1 * *",
    "* * L-1-2 * *",
    "* * L-3W * *",
    "* * WL * *",
    "* * W * *",
    "* * 0W * *",
    "* * 32W * *",
    "* * 1-5W * *",
    "* * 1W-5 * *",
  ],
  ...[
    "* * 15W/2 * *",
    "* * W15 * *",
    "* * * * 1W",
    "* * * 1W *",
    "1W * * * *",
    "* * * * 8L",
    "* * * * L5",
    "* * * * 1-5L",
    "* * * * 5L-2",
    "* * * * 5L/2",
  ],
  ...[
    "* * * * 5#0",
    "* * * * 5#6",
    "* * * * 8#1",
    "* * * * #1",
    "* * * * 5#",
    "* * * * 5#10",
    "* * * * 5#1#2",
    "* * * * 5#1-3",
    "* * * * 1-5#2",
  ],
  ...[
    "* * 5#1 * *",
    "* * * * FRI#L",
    "* * * * *#1",
    "? * * * *",
    "* ? * * *",
    "* * * ? *",
    "* * ?/2 * *",
    "* * 1,? * *",
    "* * ?? * *",
  ],
  // Shorthands and zones
  ...[
    "@",
    "@reboot",
    "@every 5m",
    "@every_minute",
    "@dailyy",
    "@daily 0",
    "@daily @daily",
    "daily",
    "0 @daily",
    "@ daily",
    "@hourly\n",
  ],
  ...[
    "TZ=UTC 0 0 * * *",
    "CRON_TZ= 0 0 * * *",
    "CRON_TZ=Mars/Olympus 0 0 * * *",
    "CRON_TZ=+05:00 0 0 * * *",
    "cron_tz=UTC 0 0 * * *",
  ],
  ...[
    "CRON_TZ=UTC CRON_TZ=UTC 0 0 * * *",
    "0 0 * * * CRON_TZ=UTC",
    "CRON_TZ =UTC 0 0 * * *",
    "CRON_TZ=UTC\n0 0 * * *",
    "CRON_TZ=UTC @reboot",
  ],
  // Nasty strings
  ...[
    "0 0 * * *\n",
    "0\n0 * * *",
    "0 0 * * *\u0000",
    "0\u00a00 * * *",
    "０ 0 * * *",
    "٠ 0 * * *",
    "0 0 * * ſun",
    "0 0 * * frı",
    "0 0 ∗ * *",
  ],
  ...[
    "0 0 * * * # daily",
    "0 0 * * * root",
    "0 0 * * *; rm",
    "H * * * *",
    "R * * * *",
    "0 0 1 1 * 2026 x",
    "null",
    "%00",
    "$0 * * * *",
  ],
  ...["[object Object]", "constructor * * * *", "* * * __proto__ *", "* * * * * *\u200b"],
];

const neverFires = [
  ...[
    "0 0 30 2 *",
    "0 0 31 2 *",
    "0 0 30,31 FEB *",
    "0 0 31 4,6,9,11 *",
    "0 0 31W 2 *",
    "0 0 30W FEB *",
    "0 0 L-29 2 *",
    "0 0 L-30 2,4 *",
  ],
  ...["0 0 */30 2 TUE#5", "0 0 */31 * FRI#2", "CRON_TZ=Asia/Tokyo 0 0 30 2 *", "* * * 31 6 *"],
];

const firesSometimes = [
  ...[
    "0 0 29 2 *",
    "0 0 31 1,2 *",
    "0 0 30 2 MON",
    "0 0 */28 2 MON#5",
    "0 0 * 2 MON#5",
    "0 0 L-28 2 *",
    "0 0 L 2 *",
    "0 0 29W 2 *",
    "0 0 L-30 * *",
  ],
];

describe("parseCron reads alike", () => {
  for (const [one, other] of same)
    it(`${one}   as   ${other}`, () => expect(parsed(one)).toEqual(parsed(other)));
});

describe("parseCron refuses", () => {
  for (const text of refused)
    it(JSON.stringify(text), () => expect(parseCron(text)).toHaveProperty("problem"));

  it("in words that a form can show, however long the text", () => {
    const cron = parseCron(`${"1,".repeat(4_000)}99 * * * *`);
    expect(cron).toEqual({ problem: 'minute "99": values are from 0 to 59' });
    const long = parseCron(`${"x".repeat(10_000)} * * * *`);
    expect("problem" in long && long.problem.length).toBeLessThan(120);
  });
});

describe("parseCron knows what never fires", () => {
  for (const text of neverFires) it(`${text} never`, () => expect(parsed(text).neverFires).toBe(true));
  for (const text of firesSometimes)
    it(`${text} sometimes`, () => expect(parsed(text).neverFires).toBe(false));
});

describe("parseCron", () => {
  it("keeps the zone that CRON_TZ= names", () => {
    expect(parsed("CRON_TZ=Europe/Berlin  0 9 * * *").timezone).toBe("Europe/Berlin");
    expect(parsed("CRON_TZ=UTC @daily").timezone).toBe("UTC");
    expect(parsed("0 9 * * *").timezone).toBeNull();
  });
  it("knows an hour field of * from one that lists every hour", () => {
    expect(["0 * * * *", "0 0 * * * *", "@hourly"].map((text) => parsed(text).everyHour)).toEqual([
      true,
      true,
      true,
    ]);
    expect(["0 0-23 * * *", "0 */2 * * *"].map((text) => parsed(text).everyHour)).toEqual([false, false]);
  });
  it("answers on any text, and at once", () => {
    const piece = fc.constantFrom(
      ..."0123456789*/-,#?LW @MONJAN\t\n\u0000é".split(""),
      "CRON_TZ=",
      "FRI#2",
      " * ",
      "1-5",
      "*/3",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const cron = parseCron(pieces.join(""));
        expect("problem" in cron ? cron.problem : cron.hours.length).toBeTruthy();
      }),
      { numRuns: 5_000 },
    );
    const longTexts = [
      "*",
      "1,",
      "*/",
      "1-",
      "L,",
      " ",
      "* ",
      "1-2,",
      "@",
      "MON,",
      "CRON_TZ=",
      "\t",
      "#",
    ].map((unit) => unit.repeat(10_240 / unit.length));
    for (const text of [...longTexts, ...longTexts.map((long) => `0 0 * * ${long}`)]) {
      const startedAt = performance.now();
      parseCron(text);
      expect(performance.now() - startedAt).toBeLessThan(100);
    }
  });
});
