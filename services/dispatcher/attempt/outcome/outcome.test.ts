import { describe, expect, it } from "vitest";
import { judgeRetryPolicy } from "../../../rules/judge-retry-policy.ts";
import type { AttemptResult } from "../result.ts";
import { decideOutcome, type OutcomeRule } from "./outcome.ts";

const endedAt = Date.UTC(2026, 6, 1, 9);
const facts = {
  startedAt: endedAt - 10,
  requestSent: true,
  durationMs: 10,
  responseBytes: 0,
  snippet: Buffer.alloc(0),
  retryAfter: null,
};
const status = (statusCode: number, retryAfter: string | null = null): AttemptResult => ({
  ...facts,
  kind: "response",
  statusCode,
  retryAfter,
});
const error = (
  code: Extract<AttemptResult, { kind: "error" }>["code"],
  statusCode: number | null = null,
): AttemptResult => ({ ...facts, kind: "error", code, message: "", statusCode });

const rule = (parts: Partial<OutcomeRule>): OutcomeRule => ({
  status: null,
  error: null,
  action: "retry",
  afterMs: null,
  ...parts,
});

function decide(result: AttemptResult, rules: OutcomeRule[] = [], attempt = 1, maxMs = 3_600_000): string {
  const policy = { ...judgeRetryPolicy(undefined).effective, maxMs, jitter: false, rules };
  const decided = decideOutcome(result, policy, attempt, endedAt, () => 0);
  switch (decided.outcome) {
    case "succeeded":
      return "succeeded";
    case "failed":
      return `failed: ${decided.reason}`;
    case "retry":
      return `retry in ${(decided.nextAttemptAt - endedAt) / 1000} s`;
  }
}

describe("decideOutcome without rules", () => {
  const table: readonly [string, AttemptResult, string][] = [
    ["200", status(200), "succeeded"],
    ["204", status(204), "succeeded"],
    ["299", status(299), "succeeded"],
    ["a redirect", status(302), "retry in 5 s"],
    ["304", status(304), "retry in 5 s"],
    ["400", status(400), "retry in 5 s"],
    ["404", status(404), "retry in 5 s"],
    ["410", status(410), "failed: gone"],
    ["500", status(500), "retry in 5 s"],
    ["429 that names 60 seconds", status(429, "60"), "retry in 60 s"],
    ["503 that names a date", status(503, "Wed, 01 Jul 2026 09:02:00 GMT"), "retry in 120 s"],
    ["503 that names less than the backoff", status(503, "1"), "retry in 5 s"],
    ["503 that names nonsense", status(503, "soon"), "retry in 5 s"],
    ["500, whose Retry-After means nothing", status(500, "60"), "retry in 5 s"],
    ["a name that does not resolve", error("dns"), "retry in 5 s"],
    ["a blocked address", error("blocked"), "retry in 5 s"],
    ["a timeout", error("timeout"), "retry in 5 s"],
    ["a timeout in the middle of a 200", error("timeout", 200), "retry in 5 s"],
    ["an interrupted attempt", error("interrupted"), "retry in 0 s"],
    ["a 200 cut at the size bound", error("too_large", 200), "succeeded"],
    ["a 410 cut at the size bound", error("too_large", 410), "failed: gone"],
    ["headers past their bound", error("too_large"), "retry in 5 s"],
  ];
  for (const [name, result, expected] of table) {
    it(`${name}: ${expected}`, () => expect(decide(result)).toBe(expected));
  }

  it("caps Retry-After at the policy's max", () => {
    expect(decide(status(429, "86400"))).toBe("retry in 3600 s");
    expect(decide(status(429, "60"), [], 1, 20_000)).toBe("retry in 20 s");
  });

  it("gives up after the last attempt, unless that succeeds", () => {
    expect(decide(status(500), [], 7)).toBe("retry in 320 s");
    expect(decide(status(500), [], 8)).toBe("failed: attempts_exhausted");
    expect(decide(error("dns"), [], 8)).toBe("failed: attempts_exhausted");
    expect(decide(status(200), [], 8)).toBe("succeeded");
  });
});

describe("decideOutcome with rules", () => {
  const table: readonly [string, AttemptResult, Partial<OutcomeRule>[], string][] = [
    ["an exact status", status(404), [{ status: "404", action: "dead_letter" }], "failed: rule"],
    ["another status", status(405), [{ status: "404", action: "dead_letter" }], "retry in 5 s"],
    ["a class of statuses", status(422), [{ status: "4xx", action: "dead_letter" }], "failed: rule"],
    ["a class, in capitals", status(422), [{ status: "4XX", action: "dead_letter" }], "failed: rule"],
    ["another class", status(500), [{ status: "4xx", action: "dead_letter" }], "retry in 5 s"],
    ["an error code", error("timeout"), [{ error: "timeout", action: "succeed" }], "succeeded"],
    ["another error code", error("dns"), [{ error: "timeout", action: "succeed" }], "retry in 5 s"],
    [
      "http_status, any that is not 2xx",
      status(418),
      [{ error: "http_status", action: "dead_letter" }],
      "failed: rule",
    ],
    ["http_status, not a 2xx", status(200), [{ error: "http_status", action: "dead_letter" }], "succeeded"],
    [
      "both, which both match",
      status(409),
      [{ status: "409", error: "http_status", action: "succeed" }],
      "succeeded",
    ],
    [
      "both, of which one fails",
      status(409),
      [{ status: "409", error: "dns", action: "succeed" }],
      "retry in 5 s",
    ],
    ["a wait of its own", status(404), [{ status: "404", afterMs: 90_000 }], "retry in 90 s"],
    [
      "a wait shorter than Retry-After",
      status(429, "60"),
      [{ status: "429", afterMs: 1_000 }],
      "retry in 1 s",
    ],
    ["no wait at all", status(404), [{ status: "404", afterMs: 0 }], "retry in 0 s"],
    [
      "a retry without a wait, which keeps Retry-After",
      status(429, "60"),
      [{ status: "429" }],
      "retry in 60 s",
    ],
    ["a retry of a 410", status(410), [{ status: "410" }], "retry in 5 s"],
    ["a retry of a 2xx", status(202), [{ status: "202" }], "retry in 5 s"],
    [
      "a rule on a status that came before the error",
      error("reset", 404),
      [{ status: "404", action: "succeed" }],
      "retry in 5 s",
    ],
    [
      "too_large, though the status was 200",
      error("too_large", 200),
      [{ error: "too_large", action: "dead_letter" }],
      "failed: rule",
    ],
    ["a rule that names nothing", status(500), [{ action: "succeed" }], "retry in 5 s"],
    [
      "the first of two that match",
      status(404),
      [
        { status: "4xx", action: "succeed" },
        { status: "404", action: "dead_letter" },
      ],
      "succeeded",
    ],
  ];
  for (const [name, result, rules, expected] of table) {
    it(`${name}: ${expected}`, () => expect(decide(result, rules.map(rule))).toBe(expected));
  }

  it("ends a retry rule at the last attempt", () => {
    expect(decide(status(404), [rule({ status: "404", afterMs: 1_000 })], 8)).toBe(
      "failed: attempts_exhausted",
    );
  });
});
