import { describe, expect, it } from "vitest";
import type { Attempt, Delivery, Endpoint, Schedule } from "../../../sdk/src/index.ts";
import { explain } from "./explain.ts";
import type { Facts } from "./facts.ts";

const due = Date.parse("2026-12-01T08:00:00.000Z");
const after = (ms: number) => new Date(due + ms).toISOString();

const delivery = (more: Partial<Delivery> = {}): Delivery => ({
  id: "dlv_1",
  object: "delivery",
  schedule_id: "sch_1",
  mode: "test",
  state: "scheduled",
  reason: null,
  scheduled_for: after(0),
  next_attempt_at: null,
  attempt_count: 0,
  first_attempt_at: null,
  offset_ms: null,
  expires_at: null,
  completed_at: null,
  replay_of: null,
  endpoint: "https://example.com/hook",
  method: "POST",
  last_status_code: null,
  last_error: null,
  created_at: after(-60_000),
  updated_at: after(-60_000),
  ...more,
});

const attempt = (number: number, atMs: number, more: Partial<Attempt> = {}): Attempt => ({
  id: `att_${number}`,
  object: "attempt",
  delivery_id: "dlv_1",
  number,
  started_at: after(atMs),
  offset_ms: atMs,
  duration_ms: 120,
  outcome: "retry",
  status_code: 503,
  error: { code: "http_status", message: "The answer was 503." },
  response_bytes: 0,
  response_snippet: null,
  next_attempt_at: null,
  ...more,
});

const arrived = { outcome: "succeeded", status_code: 204, error: null } as const;
const unreached = { status_code: null, error: { code: "connect", message: "Refused." } } as const;

const schedule: Schedule = {
  id: "sch_1",
  object: "schedule",
  mode: "test",
  kind: "one_shot",
  state: "active",
  name: null,
  endpoint: "https://example.com/hook",
  endpoint_id: null,
  method: "POST",
  header_keys: [],
  has_body: false,
  body_bytes: 0,
  fire_at: after(0),
  cron: null,
  every: null,
  timezone: null,
  dst: { gap: "end", overlap: "first" },
  misfire: { policy: "once", grace: "1m", max: 100 },
  overlap: "allow",
  early_fire: false,
  starts_at: null,
  ends_at: null,
  max_runs: null,
  run_count: 0,
  next_fire_at: null,
  next_runs: [],
  ttl: null,
  timeout: null,
  retry_policy: { max_attempts: 2 },
  metadata: {},
  version: 1,
  created_at: after(-60_000),
  updated_at: after(-60_000),
};

const endpoint: Endpoint = {
  id: "ep_1",
  object: "endpoint",
  mode: "test",
  name: null,
  description: null,
  url: "https://example.com/hook",
  header_keys: [],
  timeout: null,
  retry_policy: null,
  max_per_second: null,
  max_concurrency: null,
  secret: null,
  state: "enabled",
  breaker: { state: "closed", changed_at: null },
  version: 1,
  created_at: after(-60_000),
  updated_at: after(-60_000),
};

const facts = (more: Partial<Delivery>, attempts: Attempt[] = [], others: Partial<Facts> = {}): Facts => ({
  now: due + 30_000,
  delivery: delivery({ attempt_count: attempts.length, ...more }),
  attempts,
  schedule,
  endpoint: null,
  ...others,
});

const ended = { completed_at: after(20_000) };

describe("explain", () => {
  const table: readonly (readonly [string, Facts, string, number | null, readonly string[], RegExp])[] = [
    ["a future one", facts({}, [], { now: due - 5_000 }), "not_due", 0, ["waits_for_its_time"], /^Nothing/],
    ["one that nobody took", facts({}), "overdue", 30_000, ["started_late"], /dispatcher/],
    [
      "one that came at its time",
      facts({ state: "succeeded", offset_ms: 3, ...ended }, [attempt(1, 3, arrived)]),
      "on_time",
      3,
      ["none_found"],
      /^Nothing/,
    ],
    [
      "one that came at its second attempt",
      facts({ state: "succeeded", offset_ms: 3, ...ended }, [
        attempt(2, 9_000, arrived),
        attempt(1, 3, unreached),
      ]),
      "late",
      9_000,
      ["attempts_failed"],
      /receiver runs/,
    ],
    [
      "one whose first attempt began late",
      facts({ state: "succeeded", offset_ms: 9_000, first_attempt_at: after(9_000), ...ended }, [
        attempt(1, 9_000, arrived),
      ]),
      "late",
      9_000,
      ["started_late"],
      /arrived/,
    ],
    ["one on the wire", facts({ state: "dispatching" }), "in_flight", 30_000, ["on_the_wire"], /few seconds/],
    [
      "one behind an open breaker",
      facts({ state: "retrying", reason: "breaker_open" }, [attempt(1, 3)]),
      "held",
      30_000,
      ["breaker_open", "attempts_failed"],
      /breaker .* closes by itself/,
    ],
    [
      "one of a paused schedule",
      facts({ reason: "paused" }, [], { now: due - 1 }),
      "held",
      0,
      ["paused"],
      /resume_schedule/,
    ],
    [
      "one between two attempts",
      facts({ state: "retrying", next_attempt_at: after(40_000) }, [attempt(1, 3)]),
      "retrying",
      30_000,
      ["waits_for_retry", "attempts_failed"],
      /tried again at/,
    ],
    [
      "one that used up its attempts",
      facts({ state: "dead_lettered", ...ended }, [attempt(2, 9_000, { outcome: "failed" }), attempt(1, 3)]),
      "dead",
      null,
      ["attempts_used_up", "attempts_failed"],
      /replay_delivery/,
    ],
    [
      "one whose error is not repeated",
      facts({ state: "dead_lettered", ...ended }, [attempt(1, 3, { outcome: "failed", status_code: 404 })]),
      "dead",
      null,
      ["not_retried", "attempts_failed"],
      /destination's URL/,
    ],
    [
      "one whose ttl passed",
      facts({ state: "expired", expires_at: after(10_000), ...ended }),
      "expired",
      null,
      ["ttl_passed"],
      /ttl/,
    ],
    [
      "one that was canceled",
      facts({ state: "canceled", reason: "canceled", ...ended }),
      "canceled",
      null,
      ["canceled"],
      /anew/,
    ],
    [
      "one that gave way",
      facts({ state: "skipped", reason: "overlap", ...ended }),
      "skipped",
      null,
      ["overlap"],
      /anew/,
    ],
  ];
  for (const [name, given, verdict, lateByMs, causes, nextStep] of table) {
    it(`says why ${name} is as it is`, () => {
      const found = explain(given);
      expect([found.verdict, found.late_by_ms]).toEqual([verdict, lateByMs]);
      expect(found.causes.map(({ code }) => code)).toEqual(causes);
      expect(found.next_step).toMatch(nextStep);
      expect(found.evidence.length).toBeGreaterThan(2);
    });
  }

  it("points to the breaker of the profile when that moved before a late start, and to its rate", () => {
    const late = { state: "succeeded", offset_ms: 9_000, first_attempt_at: after(9_000), ...ended } as const;
    const why = (profile: Partial<Endpoint>) =>
      explain(facts(late, [attempt(1, 9_000, arrived)], { endpoint: { ...endpoint, ...profile } })).causes[0]
        ?.message;
    expect(why({ breaker: { state: "closed", changed_at: after(8_000) } })).toContain("circuit breaker");
    expect(why({ max_per_second: 1 })).toContain("limits");
    expect(why({})).toContain("No limit");
  });

  it("orders its evidence by time, and says what is gone", () => {
    const { evidence } = explain(
      facts({ state: "retrying" }, [attempt(2, 9_000), attempt(1, 3)], { schedule: null }),
    );
    const moments = evidence.flatMap(({ at }) => at ?? []);
    expect(moments).toEqual([...moments].sort());
    expect(evidence.at(-1)?.fact).toContain("no longer kept");
  });
});
