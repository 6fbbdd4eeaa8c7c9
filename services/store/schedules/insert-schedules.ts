import { insertDeliveries, type NewDelivery } from "../deliveries/insert-deliveries.ts";
import type { Bound, Transaction } from "../session/connect.ts";
import { insertRows } from "../session/insert-rows.ts";
import { insertRequests } from "./insert-requests.ts";
import { insertScheduleMetadata } from "./schedule-metadata.ts";
import type { RequestRecord, ScheduleRecord } from "./schedule-record.ts";

export interface NewSchedule {
  readonly schedule: ScheduleRecord;
  readonly request: RequestRecord;
  /** Its first occurrences; a one-shot has only one. */
  readonly deliveries: readonly NewDelivery[];
}

const columns = `id, project_id, mode, kind, state, name, request_id, endpoint_id, fire_at, local_fire_at, cron, every, every_ms,
  anchor_at, timezone, zone_rules_id, dst_gap, dst_overlap, misfire_policy, misfire_grace, misfire_grace_ms, misfire_max, overlap, early_fire,
  starts_at, ends_at, max_runs, metered, ttl, ttl_ms, metadata, plan, plan_from, planned_before, run_count, planned_count, planned_through, emit_at,
  version, created_at, updated_at, ended_at`;

/**
 * Writes schedules with their requests and first deliveries in the caller's transaction, so that a schedule
 * never exists without its delivery.
 */
export async function insertSchedules(
  transaction: Transaction,
  created: readonly NewSchedule[],
): Promise<void> {
  if (created.length === 0) return;
  await insertRequests(
    transaction,
    created.map(({ request }) => request),
  );
  await insertRows(
    transaction,
    "schedules",
    columns,
    created.map(({ schedule }) => values(schedule)),
  );
  await insertScheduleMetadata(
    transaction,
    created.map(({ schedule }) => schedule),
  );
  await insertDeliveries(
    transaction,
    created.flatMap(({ deliveries }) => deliveries),
  );
}

function values(schedule: ScheduleRecord): Bound[] {
  return [
    schedule.id,
    schedule.projectId,
    schedule.mode,
    schedule.kind,
    schedule.state,
    schedule.name,
    schedule.request.id,
    schedule.request.endpointId,
    schedule.fireAt,
    schedule.localFireAt,
    schedule.cron,
    schedule.every,
    schedule.everyMs,
    schedule.anchorAt,
    schedule.timezone,
    schedule.zoneRules,
    schedule.dstGap,
    schedule.dstOverlap,
    schedule.misfirePolicy,
    schedule.misfireGrace,
    schedule.misfireGraceMs,
    schedule.misfireMax,
    schedule.overlap,
    schedule.earlyFire,
    schedule.startsAt,
    schedule.endsAt,
    schedule.maxRuns,
    schedule.creditsLeft !== null,
    schedule.ttl,
    schedule.ttlMs,
    JSON.stringify(schedule.metadata),
    schedule.plan,
    schedule.planFrom,
    schedule.plannedBefore,
    schedule.runCount,
    schedule.plannedCount,
    schedule.plannedThrough,
    schedule.emitAt,
    schedule.version,
    schedule.createdAt,
    schedule.updatedAt,
    schedule.endedAt,
  ];
}
