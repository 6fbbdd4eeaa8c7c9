import { describe, expect, it } from "vitest";
import {
  after,
  arrived,
  attempt,
  due,
  ended,
  endpoint,
  facts,
  unreached,
} from "../../../../test/clients/mcp/sample-facts.ts";
import type { Endpoint } from "../../../sdk/src/index.ts";
import { explain } from "./explain.ts";
import type { Facts } from "./facts.ts";

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

  it("points to what changed between a late start and its time: the breaker, the profile; else to its rate", () => {
    const late = { state: "succeeded", offset_ms: 9_000, first_attempt_at: after(9_000), ...ended } as const;
    const why = (profile: Partial<Endpoint>) =>
      explain(facts(late, [attempt(1, 9_000, arrived)], { endpoint: { ...endpoint, ...profile } })).causes[0]
        ?.message;
    expect(why({ breaker: { state: "closed", changed_at: after(8_000) } })).toContain("circuit breaker");
    expect(why({ updated_at: after(8_000) })).toContain("disabled until then");
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
