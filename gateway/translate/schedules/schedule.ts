import type * as rest from "../../../generated/openapi/types.gen.ts";
import type * as rpc from "../../../generated/rpc/landfall/scheduler/v1/schedule.ts";
import { toInstant, toInstantOrNull } from "../instant.ts";
import { toRetryPolicy } from "../retry-policy.ts";
import { mode, oneOf, scheduleKind, scheduleState } from "../words.ts";

/** Converts a schedule to its REST form; header values and body are never shown. */
export function toSchedule(schedule: rpc.Schedule): rest.Schedule {
  return {
    id: schedule.id,
    object: "schedule",
    mode: mode.toRest(schedule.mode),
    kind: scheduleKind.toRest(schedule.kind),
    state: scheduleState.toRest(schedule.state),
    name: schedule.name ?? null,
    endpoint: schedule.endpoint ?? null,
    endpoint_id: schedule.endpointId ?? null,
    method: oneOf(["GET", "POST", "PUT", "PATCH", "DELETE"], schedule.method),
    header_keys: schedule.headerKeys,
    has_body: schedule.bodyBytes !== undefined,
    body_bytes: schedule.bodyBytes ?? 0,
    fire_at: toInstantOrNull(schedule.fireAtMs),
    cron: schedule.cron ?? null,
    every: schedule.every ?? null,
    timezone: schedule.timezone ?? null,
    dst: toDst(schedule.dst),
    misfire: toMisfire(schedule.misfire),
    overlap: oneOf(["allow", "skip", "buffer_one"], schedule.overlap),
    early_fire: schedule.earlyFire,
    forward_trace: schedule.forwardTrace,
    starts_at: toInstantOrNull(schedule.startsAtMs),
    ends_at: toInstantOrNull(schedule.endsAtMs),
    max_runs: schedule.maxRuns ?? null,
    run_count: schedule.runCount,
    next_fire_at: toInstantOrNull(schedule.nextFireAtMs),
    next_runs: schedule.nextRunsMs.map(toInstant),
    ttl: schedule.ttl ?? null,
    timeout: schedule.timeout ?? null,
    retry_policy: toRetryPolicy(schedule.retryPolicy),
    metadata: schedule.metadata,
    version: schedule.version,
    created_at: toInstant(schedule.createdAtMs),
    updated_at: toInstant(schedule.updatedAtMs),
  };
}

function toDst(dst: rpc.Dst | undefined): rest.Dst {
  return {
    ...(dst?.gap !== undefined && { gap: oneOf(["end", "skip", "shift"], dst.gap) }),
    ...(dst?.overlap !== undefined && { overlap: oneOf(["first", "second", "both"], dst.overlap) }),
  };
}

function toMisfire(misfire: rpc.Misfire | undefined): rest.Misfire {
  return {
    ...(misfire?.policy !== undefined && { policy: oneOf(["all", "once", "skip"], misfire.policy) }),
    ...(misfire?.grace !== undefined && { grace: misfire.grace }),
    ...(misfire?.max !== undefined && { max: misfire.max }),
  };
}
