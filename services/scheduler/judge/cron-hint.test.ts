import { describe, expect, it } from "vitest";
import { parseCron } from "../timing/cron/parse-cron.ts";
import { cronHint } from "./cron-hint.ts";

describe("the hint to an expression of another dialect", () => {
  for (const [text, hint] of [
    ["cron(0 10 * * ? *)", '; write "0 10 * * ?"'],
    ["cron(15 10 ? * 2-6 2027)", '; write "15 10 ? * MON-FRI"'],
    ["cron(0 8 ? * 6L *)", '; write "0 8 ? * FRIL"'],
    ["0 10 ? * MON-FRI *", '; write "0 10 ? * MON-FRI"'],
    ["0 0 12 * * ? 2027", '; write "0 0 12 * * ?"'],
    ["0 15 10 ? * 6#3 *", '; write "0 15 10 ? * FRI#3"'],
    ["rate(5 minutes)", '; give every: "5m" in place of cron'],
    ["rate(1 day)", '; give every: "24h" in place of cron'],
    ["rate(often)", "; give every, a duration such as 5m, in place of cron"],
    ["@every 5m", '; give every: "5m" in place of cron'],
    ["@every 1h30m", '; give every: "1h30m" in place of cron'],
    ["TZ=Europe/Berlin 0 9 * * *", '; write "CRON_TZ=Europe/Berlin 0 9 * * *"'],
    ["H/15 * * * *", '; write "*/15 * * * *"'],
    ["H H(0-7) * * *", '; write "0 0 * * *"'],
    ["@reboot", "; nothing boots here: give delay or fire_at for something that is sent once"],
    ["every day at noon", ""],
    ["61 * * * *", ""],
    ["", ""],
  ] as const) {
    it(`${text || "nothing"}: ${hint || "none"}`, () => {
      expect(parseCron(text)).toHaveProperty("problem");
      expect(cronHint(text)).toBe(hint);
    });
  }

  it("gives no hint that would itself be refused", () => {
    expect(cronHint("cron(0 10 32 * ? *)")).toBe("");
    expect(cronHint("TZ=Mars/Olympus 0 9 * * *")).toBe("");
  });
});
