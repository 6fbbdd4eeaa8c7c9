import type { Facts } from "../../../clients/mcp/src/explain/facts.ts";
import type { Attempt, Delivery, Endpoint, Schedule } from "../../../clients/sdk/src/index.ts";

/** The instant at which the sample is due. */
export const due = Date.parse("2026-12-01T08:00:00.000Z");
/** A moment after that. */
export const after = (ms: number) => new Date(due + ms).toISOString();

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
  replayed_at: null,
  idempotency_key: "dlv_1",
  endpoint: "https://example.com/hook",
  method: "POST",
  last_status_code: null,
  last_error: null,
  created_at: after(-60_000),
  updated_at: after(-60_000),
  ...more,
});

/** A failed attempt that will be retried. */
export const attempt = (number: number, atMs: number, more: Partial<Attempt> = {}): Attempt => ({
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

/** Turns an attempt into a successful one. */
export const arrived = { outcome: "succeeded", status_code: 204, error: null } as const;
/** Turns an attempt into one whose connection was refused. */
export const unreached = { status_code: null, error: { code: "connect", message: "Refused." } } as const;

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
  forward_trace: false,
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

/** An endpoint profile without limits. */
export const endpoint: Endpoint = {
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

/** A delivery to a URL with these fields and attempts, half a minute after it was due. */
export const facts = (
  more: Partial<Delivery>,
  attempts: Attempt[] = [],
  others: Partial<Facts> = {},
): Facts => ({
  now: due + 30_000,
  delivery: delivery({ attempt_count: attempts.length, ...more }),
  attempts,
  schedule,
  endpoint: null,
  ...others,
});

/** Turns a delivery into one that has ended. */
export const ended = { completed_at: after(20_000) };
