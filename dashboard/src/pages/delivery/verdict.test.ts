import { describe, expect, it } from "vitest";
import type { Attempt, Delivery } from "../../sdk.ts";
import { timelineOf } from "./timeline.ts";
import { verdictOf } from "./verdict.ts";

const due = Date.parse("2026-12-01T08:00:00.000Z");
const moment = (ms: number) => new Date(due + ms).toISOString();

function delivery(more: Partial<Delivery>): Delivery {
  return {
    id: "dlv_1",
    object: "delivery",
    schedule_id: "sch_1",
    mode: "test",
    state: "scheduled",
    reason: null,
    scheduled_for: moment(0),
    next_attempt_at: null,
    attempt_count: 0,
    first_attempt_at: null,
    offset_ms: null,
    expires_at: null,
    completed_at: null,
    replay_of: null,
    replayed_at: null,
    idempotency_key: "dlv_1",
    endpoint: "https://api.example.com/hook",
    method: "POST",
    last_status_code: null,
    last_error: null,
    created_at: moment(-3_600_000),
    updated_at: moment(0),
    ...more,
  };
}

function attempt(number: number, offsetMs: number, more: Partial<Attempt> = {}): Attempt {
  return {
    id: `att_${number}`,
    object: "attempt",
    delivery_id: "dlv_1",
    number,
    started_at: moment(offsetMs),
    offset_ms: offsetMs,
    duration_ms: 100,
    outcome: "retry",
    status_code: 500,
    error: { code: "http_status", message: "the receiver answered 500" },
    response_bytes: 0,
    response_snippet: null,
    next_attempt_at: null,
    ...more,
  };
}

const refused = {
  last_status_code: 500,
  last_error: { code: "http_status", message: "the receiver answered 500" },
} as const;

describe("verdictOf", () => {
  const dead = { state: "dead_lettered", attempt_count: 8, ...refused, first_attempt_at: moment(0) } as const;
  const table: readonly (readonly [Partial<Delivery>, string, RegExp | null])[] = [
    [
      { ...dead, completed_at: moment(3 * 3_600_000) },
      "Dead-lettered after 8 attempts in 3 h: HTTP 500 from api.example.com.",
      /mend the receiver.*replay/,
    ],
    [
      { ...dead, attempt_count: 1, replayed_at: moment(60_000) },
      "Dead-lettered after 1 attempt: HTTP 500 from api.example.com.",
      /sent again already/,
    ],
    [
      { ...dead, attempt_count: 1, last_status_code: 404, completed_at: moment(50) },
      "Dead-lettered after 1 attempt: HTTP 404 from api.example.com.",
      /correct the URL/,
    ],
    [
      {
        ...dead,
        last_status_code: null,
        last_error: { code: "dns", message: "no address" },
        attempt_count: 1,
      },
      "Dead-lettered after 1 attempt: dns from api.example.com.",
      /name of the destination exists/,
    ],
    [{ state: "scheduled" }, "Overdue by 30 s: nothing has sent it yet.", /System/],
    [
      { state: "scheduled", scheduled_for: moment(90_000) },
      "Not due yet: it goes to api.example.com in 1 min.",
      null,
    ],
    [{ reason: "breaker_open" }, "Held back: the circuit breaker is open.", /Mend the receiver/],
    [
      { state: "retrying", attempt_count: 2, next_attempt_at: moment(40_000), ...refused },
      "Attempt 2 failed with HTTP 500 from api.example.com; attempt 3 comes in 10 s.",
      /^Meanwhile/,
    ],
    [
      { state: "succeeded", attempt_count: 1, offset_ms: 3, last_status_code: 204, completed_at: moment(20) },
      "Delivered 3 ms after its time: 204 from api.example.com.",
      null,
    ],
    [
      { state: "skipped", reason: "overlap" },
      "Skipped (an earlier occurrence is not settled); it was not sent.",
      /replay/,
    ],
  ];
  for (const [more, text, next] of table) {
    it(`says “${text}”`, () => {
      const found = verdictOf({ now: due + 30_000, delivery: delivery(more), attempts: [] });
      expect(found.text).toBe(text);
      if (next === null) expect(found.next).toBeNull();
      else expect(found.next).toMatch(next);
    });
  }
});

describe("timelineOf", () => {
  const policy = { max_attempts: 3, strategy: "fixed", base: "5s", max: "1h", jitter: false } as const;

  it("gives each delay its reason, in the order of time", () => {
    const attempts = [
      attempt(2, 12_100, { outcome: "succeeded" }),
      attempt(1, 2_000, { next_attempt_at: moment(7_100) }),
    ];
    const settled = delivery({ state: "succeeded", completed_at: moment(12_200), attempt_count: 2 });
    const moments = timelineOf(settled, attempts, policy);
    expect(moments.map(({ kind }) => kind)).toEqual([
      "planned",
      "due",
      "wait",
      "attempt",
      "wait",
      "attempt",
      "ended",
    ]);
    const waits = moments.flatMap((moment) => (moment.kind === "wait" ? moment.text : []));
    expect(waits[0]).toBe("Began 2 s after its time.");
    expect(waits[1]).toMatch(/^Waited 5 s, by its retry policy \(3 attempts, fixed from 5s/);
    expect(waits[1]).toMatch(/Then began 5 s after that\.$/);
  });

  it("ends with what comes next, and what holds it back", () => {
    const open = delivery({
      state: "retrying",
      reason: "rate_limited",
      next_attempt_at: moment(5_000),
      attempt_count: 1,
    });
    const moments = timelineOf(open, [attempt(1, 0)], policy);
    expect(moments.slice(-2)).toEqual([
      { kind: "wait", at: null, text: "Held back: The destination’s rate is used up." },
      { kind: "next", at: moment(5_000), number: 2 },
    ]);
  });
});
