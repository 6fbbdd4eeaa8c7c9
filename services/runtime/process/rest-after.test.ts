import { describe, expect, it } from "vitest";
import { restAfter } from "./rest-after.ts";

describe("restAfter", () => {
  it("is eight times the step, within bounds, even if the clock was set", () => {
    expect([20, 0, 1, 60_000, -3_000].map(restAfter)).toEqual([160, 10, 10, 5_000, 10]);
  });
});
