import { describe, expect, it } from "vitest";
import { z } from "zod";
import { LandfallError, RateLimitError } from "../../sdk/src/index.ts";
import { parseWhen } from "../../sdk/src/when/when.ts";
import { argumentFault, faultOf, faultText, ToolFault } from "./fault.ts";

const thrownBy = (act: () => unknown): unknown => {
  try {
    return act();
  } catch (thrown) {
    return thrown;
  }
};

describe("a fault", () => {
  it("of the API has its code, the field as the tool names it, the next step, and the request", () => {
    const error = new LandfallError({
      code: "invalid_cron",
      message: "Not read.",
      param: "cron",
      status: 422,
      requestId: "req_1",
    });
    expect(faultText(faultOf(error) ?? expect.unreachable())).toBe(
      "invalid_cron: Not read.\nField: when\nNext step: Correct the arguments and call again.\nRequest id: req_1",
    );
  });

  it("of a limit says for how long to wait", () => {
    const facts = { code: "rate_limited", message: "Too many.", status: 429, retryAfterMs: 1_200 } as const;
    expect(faultOf(new RateLimitError(facts))?.nextStep).toBe("Wait for 2 s, then call again.");
  });

  it("of a phrase offers what would be read", () => {
    const refused = thrownBy(() => parseWhen("tomorrow at 5", { timezone: "UTC" }));
    expect(faultOf(refused)).toMatchObject({
      code: "ambiguous_time",
      field: "when",
      nextStep: expect.stringMatching(/`when`: “tomorrow at .*5/),
    });
  });

  it("of an argument names the field, and which there are", () => {
    const schema = z.strictObject({ a: z.strictObject({ b: z.number() }) });
    const faultIn = (given: unknown) => {
      const { error } = schema.safeParse(given);
      return argumentFault("a_tool", error ?? expect.unreachable(), ["a"]);
    };
    expect(faultIn({ a: { b: "1" } })).toMatchObject({ code: "invalid_argument", field: "a.b" });
    expect(faultIn({ a: { b: 1, c: 2 } })).toMatchObject({ field: "a.c" });
    expect(faultIn({}).nextStep).toBe("Call a_tool again with these fields alone: a.");
  });

  it("is none where something else was thrown: that is a defect", () => {
    expect(faultOf(new TypeError("undefined has no members"))).toBeNull();
    expect(faultOf(new RangeError("Invalid time value"))).toBeNull();
    expect(faultOf(thrownBy(() => encodeURIComponent("\ud800")))?.code).toBe("invalid_argument");
    const own = { code: "a_code", what: "That.", field: null, nextStep: "This." };
    expect(faultOf(new ToolFault(own))).toEqual(own);
  });
});
