import type { RowDataPacket } from "mysql2/promise";
import type { Bound, Queryable } from "../session/connect.ts";
import type { ScheduleKind, ScheduleRecord, TimingColumns } from "./schedule-record.ts";

/** The timing of a schedule while one of its plans was in force. */
export interface PlanRecord extends TimingColumns {
  readonly scheduleId: Buffer;
  /** The `ordinal` of its deliveries. */
  readonly plan: number;
  /** For a past plan with `maxRuns`: the runs that earlier plans had used. */
  readonly plannedBefore: number;
  /** Occurrences that ran or are open and so count towards `maxRuns`; null: not kept, as for past plans. */
  readonly plannedCount: number | null;
  /** Exclusive: an occurrence at this instant belongs to the plan before. */
  readonly inForceFrom: number;
  /** Inclusive; null: it is in force, or only its own bounds ended it. */
  readonly inForceUntil: number | null;
  /** Every occurrence up to this instant, inclusive, has its delivery; null: not kept, as for past plans. */
  readonly plannedThrough: number | null;
}

const columns = `schedule_id, plan, kind, fire_at, local_fire_at, cron, every, every_ms, anchor_at, timezone, zone_rules_id, dst_gap,
  dst_overlap, starts_at, ends_at, max_runs, planned_before, in_force_from, in_force_until`;

export interface PlanRow extends RowDataPacket {
  schedule_id: Buffer;
  plan: number;
  kind: ScheduleKind;
  fire_at: number | null;
  local_fire_at: string | null;
  cron: string | null;
  every: string | null;
  every_ms: number | null;
  anchor_at: number | null;
  timezone: string | null;
  zone_rules_id: number | null;
  dst_gap: string;
  dst_overlap: string;
  starts_at: number | null;
  ends_at: number | null;
  max_runs: number | null;
  planned_before: number;
  in_force_from: number;
  in_force_until: number | null;
  planned_count: number | null;
  planned_through: number | null;
}

/**
 * Keeps the old plan of a schedule, in the transaction that replaces it. The stored plan ends where it
 * stopped calling for occurrences, so `max_runs`, whose count depends on what was skipped, need not be
 * stored.
 */
export async function insertPastPlan(
  transaction: Queryable,
  schedule: ScheduleRecord,
  inForceUntil: number,
): Promise<void> {
  const { emitAt, plannedThrough, planFrom } = schedule;
  // A plan with nothing more to plan calls for nothing after its last occurrence.
  const endedAt = emitAt === null ? Math.min(inForceUntil, plannedThrough ?? planFrom) : inForceUntil;
  const values: Bound[] = [
    schedule.id,
    schedule.plan,
    schedule.kind,
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
    schedule.startsAt,
    schedule.endsAt,
    null,
    schedule.plannedBefore,
    planFrom,
    schedule.maxRuns === null && schedule.creditsLeft === null ? inForceUntil : endedAt,
  ];
  await transaction.change(`INSERT INTO past_plans (${columns}) VALUES (?)`, [values]);
}

/** As `insertPastPlan`, for locked schedules that have nothing more to plan. */
export async function keepPastPlan(transaction: Queryable, scheduleIds: readonly Buffer[]): Promise<void> {
  await transaction.change(
    `INSERT INTO past_plans (${columns})
     SELECT id, plan, kind, fire_at, local_fire_at, cron, every, every_ms, anchor_at, timezone, zone_rules_id, dst_gap, dst_overlap,
       starts_at, ends_at, NULL, planned_before, plan_from, COALESCE(planned_through, plan_from)
     FROM schedules FORCE INDEX (PRIMARY) WHERE id IN (?) FOR UPDATE`,
    [[...scheduleIds]],
  );
}

/**
 * Finds at most `limit` past plans of schedules that were in force at `from` or later, in no order; by
 * primary key.
 */
export async function findPastPlans(
  store: Queryable,
  scheduleIds: readonly Buffer[],
  from: number,
  limit: number,
): Promise<PlanRecord[]> {
  if (scheduleIds.length === 0) return [];
  const rows = await store.rows<PlanRow>(
    `SELECT ${columns}, NULL AS planned_count, NULL AS planned_through FROM past_plans
     WHERE schedule_id IN (?) AND in_force_until >= ? LIMIT ?`,
    [[...scheduleIds], from, limit],
  );
  return rows.map(toPlanRecord);
}

export function toPlanRecord(row: PlanRow): PlanRecord {
  return {
    scheduleId: row.schedule_id,
    plan: row.plan,
    kind: row.kind,
    fireAt: row.fire_at,
    localFireAt: row.local_fire_at,
    cron: row.cron,
    every: row.every,
    everyMs: row.every_ms,
    anchorAt: row.anchor_at,
    timezone: row.timezone,
    zoneRules: row.zone_rules_id,
    dstGap: row.dst_gap,
    dstOverlap: row.dst_overlap,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    maxRuns: row.max_runs,
    plannedBefore: row.planned_before,
    plannedCount: row.planned_count,
    inForceFrom: row.in_force_from,
    inForceUntil: row.in_force_until,
    plannedThrough: row.planned_through,
  };
}
