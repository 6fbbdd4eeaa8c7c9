import type { RowDataPacket } from "mysql2/promise";
import type { Mode, Owner } from "../accounts/owner.ts";
import { firstIdOf } from "../lists/newest-first.ts";
import type { ScheduleState } from "../schedules/schedule-state.ts";
import type { Queryable, Store } from "../session/connect.ts";
import type { PurgeStep } from "./purge-deliveries.ts";
import { latestCutOff, type Retention, retentionCutOff } from "./retention.ts";

/** Rows looked at in one statement, and schedules deleted in one transaction, each with its request. */
const mostLooked = 100;
const mostDeleted = 100;
/** A schedule that has been exhausted for as long as this is not expected to get credits any more. */
const exhaustedMs = 365 * 86_400_000;

interface AgedRow extends RowDataPacket {
  id: Buffer;
  project_id: Buffer;
  mode: Mode;
  state: ScheduleState;
  updated_at: number;
  ended_at: number | null;
}

interface LockedRow extends RowDataPacket {
  id: Buffer;
  request_id: Buffer;
  metered: number;
}

export interface SchedulePurgeStep extends PurgeStep {
  /** Schedules that have been exhausted for a year, which the caller cancels. */
  readonly abandoned: readonly (Owner & { readonly id: Buffer })[];
}

/** By primary key, from where the walk is. */
export const agedSchedulesSql = `SELECT id, project_id, mode, state, updated_at, ended_at FROM schedules FORCE INDEX (PRIMARY)
  WHERE id > ? AND id < ? ORDER BY id LIMIT ${mostLooked}`;

/**
 * A schedule that has ended and has no delivery left gets no new one, since a replay starts from a delivery.
 */
export const purgeableSchedulesSql = `SELECT s.id, s.request_id, s.metered FROM schedules s FORCE INDEX (PRIMARY)
  WHERE s.id IN (?) AND s.ended_at IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM deliveries d FORCE INDEX (deliveries_by_occurrence) WHERE d.schedule_id = s.id)
  ORDER BY s.id FOR UPDATE SKIP LOCKED`;

/**
 * Runs one step of a walk through the schedules in the order of creation, up to those too young to purge.
 * Deletes those that ended before their project's cut-off and have no delivery left, with their requests,
 * past plans, metadata and credits, and passes over the others.
 *
 * @param after where the walk is; 16 zero bytes at its start
 */
export async function purgeSchedules(
  store: Store,
  retention: Retention,
  now: number,
  after: Buffer,
): Promise<SchedulePurgeStep> {
  const createdBefore = Math.max(latestCutOff(retention, now), now - exhaustedMs);
  const rows = await store.rows<AgedRow>(agedSchedulesSql, [after, firstIdOf(createdBefore)]);
  const aged = rows.filter(
    (row) => row.ended_at !== null && row.ended_at < retentionCutOff(retention, row.project_id, now),
  );
  const ids = aged.slice(0, mostDeleted).map(({ id }) => id);
  const last = aged.length > mostDeleted ? ids.at(-1) : rows.length === mostLooked ? rows.at(-1)?.id : null;
  const purged =
    ids.length === 0 ? 0 : await store.transact((transaction) => deleteSchedules(transaction, ids));
  const abandoned = rows
    .filter(({ state, updated_at }) => state === "exhausted" && updated_at < now - exhaustedMs)
    .map(({ id, project_id, mode }) => ({ id, projectId: project_id, mode }));
  return { purged, next: last ?? null, abandoned };
}

async function deleteSchedules(transaction: Queryable, ids: readonly Buffer[]): Promise<number> {
  const rows = await transaction.rows<LockedRow>(purgeableSchedulesSql, [[...ids]]);
  if (rows.length === 0) return 0;
  const locked = rows.map(({ id }) => id);
  const superseded = await transaction.rows<LockedRow>(
    "SELECT request_id FROM superseded_requests WHERE schedule_id IN (?)",
    [locked],
  );
  const requests = [...rows, ...superseded].map(({ request_id }) => request_id);
  await transaction.change("DELETE FROM requests WHERE id IN (?)", [requests]);
  await transaction.change("DELETE FROM superseded_requests WHERE schedule_id IN (?)", [locked]);
  await transaction.change("DELETE FROM past_plans WHERE schedule_id IN (?)", [locked]);
  await transaction.change("DELETE FROM schedule_metadata WHERE schedule_id IN (?)", [locked]);
  const metered = rows.filter((row) => row.metered === 1).map(({ id }) => id);
  if (metered.length > 0) {
    await transaction.change("DELETE FROM credits WHERE schedule_id IN (?)", [metered]);
    await transaction.change("DELETE FROM credit_entries WHERE schedule_id IN (?)", [metered]);
  }
  return transaction.change("DELETE FROM schedules WHERE id IN (?)", [locked]);
}
