import {
  type Schedule,
  ScheduleKind,
  ScheduleState,
} from "../../../generated/rpc/landfall/scheduler/v1/schedule.ts";
import { modeMessage } from "../../rules/caller.ts";
import { retryPolicyMessage } from "../../rules/retry-policy-message.ts";
import { prefixedId } from "../../runtime/ulid.ts";
import type * as store from "../../store/for-scheduler.ts";
import { storedRetryPolicy } from "../create/retry-policy-text.ts";
import { byOwnRules, type RulesOf, upcomingIfKnown } from "../plan/upcoming-occurrences.ts";

const shownRuns = 5;

const kinds: Record<store.ScheduleKind, ScheduleKind> = {
  one_shot: ScheduleKind.ONE_SHOT,
  cron: ScheduleKind.CRON,
  interval: ScheduleKind.INTERVAL,
};

const states: Record<store.ScheduleState, ScheduleState> = {
  active: ScheduleState.ACTIVE,
  paused: ScheduleState.PAUSED,
  completed: ScheduleState.COMPLETED,
  canceled: ScheduleState.CANCELED,
  exhausted: ScheduleState.EXHAUSTED,
};

/** Converts a state to its RPC enum. */
export function scheduleStateMessage(state: store.ScheduleState): ScheduleState {
  return states[state];
}

/** Converts a schedule to its RPC message. Runs after `now` count as next runs. */
export function scheduleMessage(
  record: store.ScheduleRecord,
  now: number,
  rulesOf: RulesOf = byOwnRules,
): Schedule {
  const nextRunsMs = nextRuns(record, now, rulesOf);
  return {
    id: prefixedId("sch", record.id),
    mode: modeMessage(record.mode),
    kind: kinds[record.kind],
    state: states[record.state],
    name: record.name ?? undefined,
    endpoint: record.request.endpoint ?? undefined,
    endpointId: record.request.endpointId ? prefixedId("ep", record.request.endpointId) : undefined,
    method: record.request.method,
    headerKeys: [...record.request.headerNames],
    bodyBytes: record.request.bodyBytes ?? undefined,
    fireAtMs: record.fireAt ?? undefined,
    cron: record.cron ?? undefined,
    every: record.every ?? undefined,
    timezone: record.timezone ?? undefined,
    dst: { gap: record.dstGap, overlap: record.dstOverlap },
    misfire: { policy: record.misfirePolicy, grace: record.misfireGrace, max: record.misfireMax },
    overlap: record.overlap,
    earlyFire: record.earlyFire,
    forwardTrace: record.request.forwardTrace,
    startsAtMs: record.startsAt ?? undefined,
    endsAtMs: record.endsAt ?? undefined,
    maxRuns: record.maxRuns ?? undefined,
    runCount: record.runCount,
    nextFireAtMs: nextRunsMs[0],
    nextRunsMs,
    ttl: record.ttl ?? undefined,
    timeout: record.request.timeout ?? undefined,
    retryPolicy: retryPolicyMessage(storedRetryPolicy(record.request.retryPolicy)),
    metadata: record.metadata,
    version: record.version,
    createdAtMs: record.createdAt,
    updatedAtMs: record.updatedAt,
  };
}

/**
 * Lists the next runs of an active schedule, as far as `max_runs` allows them; empty when the instants cannot
 * be computed.
 */
function nextRuns(record: store.ScheduleRecord, now: number, rulesOf: RulesOf): number[] {
  if (record.state !== "active") return [];
  const runs = upcomingIfKnown(record, now, shownRuns, rulesOf).map(({ at }) => at);
  if (record.maxRuns === null || record.kind === "one_shot") return runs;
  const last = record.plannedThrough ?? Number.NEGATIVE_INFINITY;
  const unplanned = record.maxRuns - record.plannedCount;
  return runs.filter(
    (at, index) => at <= last || index - runs.filter((run) => run <= last).length < unplanned,
  );
}
