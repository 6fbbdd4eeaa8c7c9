import type { Owner } from "../accounts/owner.ts";
import { countUpTo } from "../lists/count-entries.ts";
import { createdBetween, newestFirst } from "../lists/newest-first.ts";
import type { Queryable } from "../session/connect.ts";
import { type PlanRecord, type PlanRow, toPlanRecord } from "./past-plans.ts";
import type { ScheduleKind, ScheduleState } from "./schedule-record.ts";

const kinds: readonly ScheduleKind[] = ["one_shot", "cron", "interval"];
const states: readonly ScheduleState[] = ["active", "paused", "completed", "canceled", "exhausted"];

/**
 * A completed schedule has stopped planning by itself; one that was ended in another way is planned no
 * further than its end. The plan of a prepaid one ended with its last occurrence when credits ran out.
 */
const columns = `s.id, s.id AS schedule_id, s.plan, s.kind, s.fire_at, s.local_fire_at, s.cron, s.every, s.every_ms,
  s.anchor_at, s.timezone, s.zone_rules_id, s.dst_gap, s.dst_overlap, s.starts_at, s.ends_at, s.max_runs, s.planned_before,
  s.planned_count, s.planned_through, s.plan_from AS in_force_from,
  CASE WHEN s.state = 'completed' THEN NULL
    WHEN s.metered = 1 AND s.emit_at IS NULL THEN LEAST(COALESCE(s.planned_through, s.plan_from), COALESCE(s.ended_at, s.planned_through, s.plan_from))
    ELSE s.ended_at END AS in_force_until`;

/** Finds the present, or last, plan of one schedule; null when the owner has none with this id. */
export async function findPlan(store: Queryable, owner: Owner, id: Buffer): Promise<PlanRecord | null> {
  const [row] = await store.rows<PlanRow>(
    `SELECT ${columns} FROM schedules s WHERE s.id = ? AND s.project_id = ? AND s.mode = ?`,
    [id, owner.projectId, owner.mode],
  );
  return row ? toPlanRecord(row) : null;
}

/**
 * Lists a page of the present, or last, plans of the owner's schedules, the newest schedule first, on
 * `schedules_by_kind_and_state`. One statement reads all states, so a schedule that changes its state
 * meanwhile is seen exactly once.
 *
 * @param createdBefore schedules made at this instant or later are left out
 * @param before the last schedule of the page before; null: from the newest on
 */
export async function listPlans(
  store: Queryable,
  owner: Owner,
  createdBefore: number,
  before: Buffer | null,
  limit: number,
): Promise<PlanRecord[]> {
  const page = newestFirst({
    columns,
    ...everySchedule(owner),
    filters: createdBetween("s.id", null, createdBefore),
    before,
    limit,
  });
  const rows = await store.rows<PlanRow>(page.sql, page.bound);
  return rows.map(toPlanRecord);
}

/**
 * Counts the schedules that the owner made before an instant, on the same index alone. Stops once it passes
 * `most`, so a result above `most` is a lower bound.
 */
export async function countPlans(
  store: Queryable,
  owner: Owner,
  createdBefore: number,
  most: number,
): Promise<number> {
  const bounds = createdBetween("s.id", null, createdBefore);
  const limits = { mostEntries: most, mostMs: Number.POSITIVE_INFINITY, portion: countedTogether };
  return (await countUpTo(store, { ...everySchedule(owner), bounds }, limits)).count;
}

/** Entries of one kind and state in one statement. */
const countedTogether = 20_000;

function everySchedule({ projectId, mode }: Owner) {
  return {
    from: "schedules s FORCE INDEX (schedules_by_kind_and_state)",
    idColumn: "s.id",
    branches: kinds.flatMap((kind) =>
      states.map((state) => ({
        sql: "s.project_id = ? AND s.mode = ? AND s.kind = ? AND s.state = ?",
        bound: [projectId, mode, kind, state],
      })),
    ),
  };
}
