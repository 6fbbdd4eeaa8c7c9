import type { RowDataPacket } from "mysql2/promise";
import type { Queryable } from "../../session/connect.ts";
import type { DeliveryPhase } from "../delivery-phases.ts";

/** Largest value of each count; a count that reaches it may stand for more. */
export const backlogCountsUpTo = 100_000;

/** Waiting deliveries of all projects, each count up to `backlogCountsUpTo`. */
export interface Backlog {
  /** Claimable now or very soon, and not overdue. */
  readonly onTime: number;
  /** Claimable for some time already. */
  readonly overdue: number;
  /** Null: nothing is overdue. */
  readonly oldestOverdueAt: number | null;
  readonly deadLetters: number;
  /** Not settled. */
  readonly open: number;
}

/**
 * Measures both lanes on `deliveries_to_claim`, and open deliveries on `deliveries_by_phase`, with one read
 * for each project and mode. Reads indexes alone: 100,000 entries in about 20 ms.
 *
 * @param overdueBefore deliveries due before it are overdue; those due from then until `aheadBefore` are on
 * time
 */
export async function measureBacklog(
  store: Queryable,
  overdueBefore: number,
  aheadBefore: number,
): Promise<Backlog> {
  const [row] = await store.rows<RowDataPacket & Backlog>(backlogSql, [
    ...[overdueBefore, aheadBefore],
    overdueBefore,
    overdueBefore,
  ]);
  const { onTime = 0, overdue = 0, oldestOverdueAt = null, deadLetters = 0, open = 0 } = row ?? {};
  return { onTime, overdue, oldestOverdueAt, deadLetters, open };
}

const most = `LIMIT ${backlogCountsUpTo}`;
const claimable = "deliveries FORCE INDEX (deliveries_to_claim)";
/**
 * One branch for each mode and phase, so that the server uses all three columns of the index for every
 * project.
 */
const inPhases = (...phases: readonly DeliveryPhase[]) => {
  const each = phases.flatMap((phase) =>
    ["test", "live"].map(
      (mode) => `(SELECT 1 FROM projects p STRAIGHT_JOIN deliveries d FORCE INDEX (deliveries_by_phase)
        ON d.project_id = p.id AND d.mode = '${mode}' AND d.phase = '${phase}' ${most})`,
    ),
  );
  return `(SELECT LEAST(COUNT(*), ${backlogCountsUpTo}) FROM (${each.join(" UNION ALL ")}) s)`;
};

export const backlogSql = `SELECT
  (SELECT COUNT(*) FROM (SELECT 1 FROM ${claimable} WHERE claim_at >= ? AND claim_at < ? ${most}) t) AS onTime,
  (SELECT COUNT(*) FROM (SELECT 1 FROM ${claimable} WHERE claim_at < ? ${most}) o) AS overdue,
  (SELECT MIN(claim_at) FROM ${claimable} WHERE claim_at < ?) AS oldestOverdueAt,
  ${inPhases("dead_lettered")} AS deadLetters,
  ${inPhases("scheduled", "retrying")} AS open`;
