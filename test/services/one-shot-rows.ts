import { newUlid } from "../../services/runtime/ulid.ts";
import type { NewSchedule, Owner } from "../../services/store/for-scheduler.ts";

/** What a test says of a one-shot; the rest is as plain as can be. */
export interface OneShot {
  readonly fireAt: number;
  readonly expiresAt?: number;
  readonly endpoint?: string;
}

/** The rows of a one-shot schedule and its delivery, made at `now`. */
export function oneShotRows(
  owner: Owner,
  { fireAt, expiresAt, endpoint }: OneShot,
  now: number,
): NewSchedule {
  const id = newUlid(now);
  const deliveryId = newUlid(now);
  const request: NewSchedule["request"] = {
    id: newUlid(now),
    projectId: owner.projectId,
    endpoint: endpoint ?? "https://example.com/hook",
    endpointId: null,
    method: "POST",
    headerNames: [],
    bodyBytes: null,
    sealedContent: null,
    contentBytes: 0,
    timeout: null,
    timeoutMs: 30_000,
    retryPolicy: '{"max_attempts":8,"strategy":"exponential"}',
  };
  const delivery: NewSchedule["deliveries"][number] = {
    ...owner,
    id: deliveryId,
    scheduleId: id,
    requestId: request.id,
    endpointId: null,
    scheduledFor: fireAt,
    ordinal: 0,
    recurring: false,
    earlyFire: false,
    state: "scheduled",
    reason: null,
    contentBytes: 0,
    claimAt: fireAt,
    expiresAt: expiresAt ?? null,
    replayOf: null,
    idempotencyId: deliveryId,
    createdAt: now,
  };
  const schedule: NewSchedule["schedule"] = {
    ...owner,
    id,
    kind: "one_shot",
    state: "active",
    name: null,
    request,
    fireAt,
    localFireAt: null,
    cron: null,
    every: null,
    everyMs: null,
    anchorAt: null,
    timezone: null,
    zoneRules: null,
    dstGap: "end",
    dstOverlap: "first",
    misfirePolicy: "once",
    misfireGrace: "1m",
    misfireGraceMs: 60_000,
    misfireMax: 100,
    overlap: "allow",
    earlyFire: false,
    startsAt: null,
    endsAt: null,
    maxRuns: null,
    ttl: null,
    ttlMs: null,
    metadata: {},
    plan: 0,
    planFrom: now,
    plannedBefore: 0,
    runCount: 0,
    plannedCount: 1,
    plannedThrough: fireAt,
    emitAt: null,
    version: 1,
    createdAt: now,
    updatedAt: now,
    endedAt: null,
  };
  return { schedule, request, deliveries: [delivery] };
}
