import type { RowDataPacket } from "mysql2/promise";
import type { Queryable } from "../connect.ts";
import type { Owner } from "../mode.ts";

/** How far each of these counts goes; one that has come to this may stand for more. */
export const countsUpTo = 10_000;

/** What an owner has now, each counted up to `countsUpTo`. */
export interface Attention {
  readonly activeSchedules: number;
  /** Deliveries that wait for an attempt within the next while; those that a dispatcher already holds are not in it. */
  readonly dueSoon: number;
  /** Deliveries that wait although their time has passed by some while. */
  readonly late: number;
  readonly deadLetters: number;
}

/** @param lateBefore what was due before it is late; `soonBefore` what is due after `now` and before it is due soon */
export async function countAttention(
  store: Queryable,
  { projectId, mode }: Owner,
  { now, lateBefore, soonBefore }: Readonly<Record<"now" | "lateBefore" | "soonBefore", number>>,
): Promise<Attention> {
  const [row] = await store.rows<RowDataPacket & Attention>(attentionSql, [
    ...[projectId, mode],
    ...[projectId, now, soonBefore, mode],
    ...[projectId, 0, lateBefore, mode],
    ...[projectId, mode],
  ]);
  const { activeSchedules = 0, dueSoon = 0, late = 0, deadLetters = 0 } = row ?? {};
  return { activeSchedules, dueSoon, late, deadLetters };
}

/**
 * What is bounded is what is read: of the deliveries of both modes that are due, the first 10,000 are looked at. On
 * `schedules_by_kind_and_state`, `deliveries_to_claim_by_project` and `deliveries_by_phase`.
 */
const due = `(SELECT COUNT(*) FROM (
    SELECT mode, reason FROM deliveries FORCE INDEX (deliveries_to_claim_by_project)
    WHERE project_id = ? AND claim_at >= ? AND claim_at < ? LIMIT ${countsUpTo}
  ) w WHERE w.mode = ? AND (w.reason IS NULL OR w.reason <> 'paused'))`;

export const attentionSql = `SELECT
  (SELECT COUNT(*) FROM (
    SELECT 1 FROM schedules FORCE INDEX (schedules_by_kind_and_state)
    WHERE project_id = ? AND mode = ? AND kind IN ('one_shot', 'cron', 'interval') AND state = 'active' LIMIT ${countsUpTo}
  ) s) AS activeSchedules,
  ${due} AS dueSoon,
  ${due} AS late,
  (SELECT COUNT(*) FROM (
    SELECT 1 FROM deliveries FORCE INDEX (deliveries_by_phase)
    WHERE project_id = ? AND mode = ? AND phase = 'dead_lettered' LIMIT ${countsUpTo}
  ) d) AS deadLetters`;
