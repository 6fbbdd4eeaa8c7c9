import { describe, expect, it } from "vitest";
import { noTiming } from "../judge/no-timing.ts";
import { describeTiming } from "./describe-timing.ts";

const cron = (text: string) => describeTiming({ ...noTiming, kind: "cron", cron: text, timezone: "UTC" });

describe("the description of a cron", () => {
  for (const [text, words] of [
    ["*/15 * * * *", "Every 15 minutes, UTC"],
    ["*/45 * * * *", "At 0 and 45 minutes past the hour, UTC"],
    ["0 */5 * * *", "At 00:00, 05:00, 10:00, 15:00 and 20:00, UTC"],
    ["0 */6 * * *", "On the hour, every 6 hours, UTC"],
    ["*/40 * * * * *", "At 0 and 40 seconds past the minute, UTC"],
    ["0 9 * * MON-FRI", "At 09:00, Monday through Friday, UTC"],
  ] as const) {
    it(`${text} is "${words}"`, () => expect(cron(text)).toBe(words));
  }

  it("shows that a step through the days starts again each month", () => {
    expect(cron("0 0 */10 * *")).toBe("At 00:00, on day 1, 11, 21, and 31 of the month, UTC");
  });
});
