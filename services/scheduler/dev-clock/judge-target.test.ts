import { describe, expect, it } from "vitest";
import { judgeTarget } from "./judge-target.ts";

const now = Date.UTC(2027, 2, 1, 12);
const hour = 3_600_000;

describe("judgeTarget", () => {
  for (const [promise, given, at] of [
    ["adds a duration", { by: "24h" }, now + 24 * hour],
    ["rounds it up to a millisecond", { by: "1us" }, now + 1],
    ["takes none, to wait until all is done", { by: "0s" }, now],
    ["takes an instant", { to: "2027-03-01T14:00:00+01:00" }, now + hour],
    ["takes the present", { to: "2027-03-01T12:00:00Z" }, now],
    ["takes ten years", { by: "87672h" }, now + 87_672 * hour],
  ] as const) {
    it(promise, () => expect(judgeTarget(given, now)).toBe(at));
  }

  for (const [promise, given, code, param] of [
    ["neither", {}, "invalid_parameter", "by"],
    ["both", { by: "1h", to: "2027-03-01T13:00:00Z" }, "invalid_parameter", "to"],
    ["no duration", { by: "1 day" }, "invalid_duration", "by"],
    ["more than ten years", { by: "87673h" }, "invalid_duration", "by"],
    ["back by a duration", { by: "-1ns" }, "dev_clock_forward_only", "by"],
    ["no instant", { to: "tomorrow" }, "invalid_parameter", "to"],
    ["an instant that has passed", { to: "2027-03-01T11:59:59.999Z" }, "dev_clock_forward_only", "to"],
    ["an instant too far", { to: "2037-03-02T12:00:00Z" }, "invalid_parameter", "to"],
  ] as const) {
    it(`refuses ${promise}`, () => {
      expect(() => judgeTarget(given, now)).toThrow(expect.objectContaining({ code, param }));
    });
  }
});
