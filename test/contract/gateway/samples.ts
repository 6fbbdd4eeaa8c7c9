import { Mode } from "../../../generated/rpc/landfall/accounts/v1/caller.ts";
import {
  BreakerState,
  type Endpoint,
  type EndpointFields,
  EndpointState,
} from "../../../generated/rpc/landfall/accounts/v1/endpoint.ts";
import {
  AttemptOutcome,
  type Delivery,
  DeliveryState,
} from "../../../generated/rpc/landfall/dispatcher/v1/delivery.ts";
import type { Ledger } from "../../../generated/rpc/landfall/scheduler/v1/ledger.ts";
import {
  type Schedule,
  type ScheduleFields,
  ScheduleKind,
  ScheduleState,
} from "../../../generated/rpc/landfall/scheduler/v1/schedule.ts";

/** When everything in the samples happens. */
export const at = Date.UTC(2026, 6, 1, 9);

/** A one-shot schedule as the scheduler fills it, made of what was sent. */
export function scheduleOf(id: string, fields: ScheduleFields): Schedule {
  return {
    id,
    mode: Mode.TEST,
    kind: ScheduleKind.ONE_SHOT,
    state: ScheduleState.ACTIVE,
    name: fields.name,
    endpoint: fields.endpoint,
    method: fields.method ?? "POST",
    headerKeys: fields.headers.map(({ name }) => name),
    bodyBytes: fields.body?.length,
    fireAtMs: at,
    dst: { gap: "end", overlap: "first" },
    misfire: { policy: "once", grace: "1m", max: 100 },
    overlap: "allow",
    earlyFire: false,
    runCount: 0,
    nextFireAtMs: at,
    nextRunsMs: [at],
    timeout: "30s",
    retryPolicy: {
      maxAttempts: 8,
      strategy: "exponential",
      base: "5s",
      factor: 2,
      max: "1h",
      jitter: true,
      delays: [],
      rules: [],
    },
    metadata: fields.metadata,
    version: 1,
    createdAtMs: at,
    updatedAtMs: at,
  };
}

/** An endpoint profile as accounts fills it, made of what was sent. */
export function endpointOf(id: string, fields: EndpointFields): Endpoint {
  return {
    id,
    mode: Mode.TEST,
    name: fields.name,
    description: fields.description,
    url: fields.url ?? "",
    headerKeys: fields.headers.map(({ name }) => name),
    timeout: fields.timeout,
    retryPolicy: fields.retryPolicy,
    maxPerSecond: fields.maxPerSecond,
    maxConcurrency: fields.maxConcurrency,
    secret: fields.secret === undefined ? undefined : "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3",
    state: EndpointState.ENABLED,
    breakerState: BreakerState.CLOSED,
    version: 1,
    createdAtMs: at,
    updatedAtMs: at,
  };
}

/** A delivery between two attempts. */
export function deliveryOf(id: string): Delivery {
  return {
    id,
    scheduleId: "sch_1",
    mode: Mode.TEST,
    state: DeliveryState.RETRYING,
    scheduledForMs: at,
    attemptCount: 1,
    endpoint: "https://example.com/",
    method: "POST",
    lastError: { code: "http_status", message: "500" },
    createdAtMs: at,
    updatedAtMs: at,
    version: 3,
    idempotencyKey: id,
  };
}

/** An attempt that failed and will be repeated. */
export const attempt = {
  id: "att_1",
  deliveryId: "dlv_1",
  number: 1,
  startedAtMs: at,
  offsetMs: 2,
  durationMs: 12,
  outcome: AttemptOutcome.RETRY,
  statusCode: 500,
  error: { code: "http_status", message: "500" },
  responseBytes: 2,
  responseSnippet: "no",
  nextAttemptAtMs: at,
};

/** What a receiver that is broken answered to a test. */
export const endpointTest = {
  startedAtMs: at,
  durationMs: 12,
  statusCode: 500,
  error: { code: "http_status", message: "the receiver answered 500" },
  responseBytes: 3,
  responseSnippet: "no!",
};

/** A day with one occurrence lost, of those that retention keeps. */
export function ledgerOf(scheduleId: string): Ledger {
  return {
    fromMs: at - 86_400_000,
    toMs: at,
    retainedFromMs: at - 3_600_000,
    planned: 9,
    settled: { succeeded: 3, deadLettered: 1, expired: 1, canceled: 1, skipped: 1 },
    open: 1,
    besidePlan: 2,
    holes: 1,
    holesAt: [{ scheduleId, atMs: at - 60_000 }],
    nextCursor: undefined,
  };
}

const ended = { succeeded: 7, deadLettered: 1, expired: 2, canceled: 3, skipped: 4 };

const histogram = [
  { belowMs: 0, count: 1 },
  { fromMs: 3, belowMs: 4, count: 8 },
];

/** A project that has done something, a minute ago. */
export const overview = {
  activeSchedules: 3,
  successRate: 0.875,
  offsetMs: { p50: 3, p95: 12, p99: 40, min: -1, max: 44 },
  recentVolume: 9,
  series: [
    { atMs: at - 3_600_000, count: 0, histogram: [], ended: undefined },
    { atMs: at, count: 9, p50: 3, p95: 12, p99: 40, histogram, ended },
  ],
  failed: 1,
  dueSoon: 2,
  dead: 1,
  late: 0,
  ended,
  atLeast: ["dead"],
  histogram,
};

export const usage = {
  periodStartMs: Date.UTC(2026, 6, 1),
  schedulesCreated: 5,
  deliveries: 8,
  attempts: 9,
  succeeded: 7,
  deadLettered: 1,
  expired: 2,
  canceled: 3,
  skipped: 4,
};

/** Of so many first attempts. */
export function punctualityOf(sent: number) {
  const offsetMs = sent > 0 ? { p50: 3, p95: 12, p99: 40 } : {};
  return { sent, onTimeRate: sent > 0 ? 0.998 : undefined, offsetMs, updatedAtMs: at };
}
