import { describe, expect, it } from "vitest";
import { validators } from "../../generated/openapi/validators.js";
import { nearest } from "./nearest.ts";

const known = validators.createSchedule.body.fields[""] ?? [];

describe("the nearest field", () => {
  for (const [written, meant] of [
    ["fireAt", "fire_at"],
    ["fire-at", "fire_at"],
    ["endpont", "endpoint"],
    ["url", "endpoint"],
    ["payload", "body"],
    ["tz", "timezone"],
    ["interval", "every"],
    ["run_at", "fire_at"],
    ["retryPolicy", "retry_policy"],
    ["max_run", "max_runs"],
    ["header", "headers"],
    ["x", null],
    ["colour", null],
    ["__proto__", null],
    ["constructor", null],
    ["a".repeat(100_000), null],
  ] as const) {
    it(`to ${written.slice(0, 20)} is ${meant ?? "none"}`, () => expect(nearest(written, known)).toBe(meant));
  }
});
