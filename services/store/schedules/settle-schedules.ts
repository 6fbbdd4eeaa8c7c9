import type { RowDataPacket } from "mysql2/promise";
import { ofOpenSchedulePhase } from "../deliveries/delivery-phases.ts";
import type { Queryable } from "../session/connect.ts";
import { planOnInPlaceOf } from "./runs-used.ts";

/** A planned occurrence that has just been settled. */
export interface SettledOccurrence {
  readonly deliveryId: Buffer;
  readonly scheduleId: Buffer;
  /** True if it is known to be a one-shot's. False is always correct, but slower. */
  readonly oneShot: boolean;
  /** True if it was sent; a skipped or canceled occurrence is not a run. */
  readonly ran: boolean;
}

/**
 * Counts runs and completes the schedules that have no more occurrences: one-shots at once, recurring ones
 * when the last planned occurrence is settled. Call it after the deliveries are settled, in the same
 * transaction. Writes the schedule before counting, even when there is no run to count: of two transactions
 * that settle the last two occurrences, on any servers, the second then sees the first.
 */
export async function settleSchedules(
  transaction: Queryable,
  settled: readonly SettledOccurrence[],
  now: number,
): Promise<void> {
  if (byCount(settled).length > 1 || new Set(settled.map(({ oneShot }) => oneShot)).size > 1) {
    // Each statement locks in order, but several could deadlock with another transaction; locking all
    // schedules first prevents that.
    await transaction.rows(
      "SELECT id FROM schedules FORCE INDEX (PRIMARY) WHERE id IN (?) ORDER BY id FOR UPDATE",
      [distinct(settled)],
    );
  }
  const left = await completeOneShots(transaction, settled, now);
  for (const { runs, unrun, ids } of byCount(left)) {
    // Writes the row even when no run was counted, since only a write locks it on all servers.
    await transaction.change(
      `UPDATE schedules FORCE INDEX (PRIMARY) SET run_count = run_count + ?, lock_count = lock_count + ?,
         planned_count = planned_count - IF(kind <> 'one_shot' AND state IN ('active', 'paused', 'exhausted'), ?, 0)
       WHERE id IN (?) ORDER BY id`,
      [runs, runs === 0 ? 1 : 0, unrun, ids],
    );
  }
  await planOnInPlaceOf(
    transaction,
    left.filter(({ ran }) => !ran),
    now,
  );
  const ids = distinct(left);
  if (ids.length > 0) await completeSchedules(transaction, ids, now);
}

/** Locks schedules by writing them, so that the lock also holds for transactions on other servers. */
async function lockSchedules(transaction: Queryable, ids: readonly Buffer[]): Promise<void> {
  await transaction.change(
    "UPDATE schedules FORCE INDEX (PRIMARY) SET lock_count = lock_count + 1 WHERE id IN (?) ORDER BY id",
    [[...ids]],
  );
}

/**
 * Handles the common case in one statement: one-shots with a single occurrence that can be completed. Returns
 * the occurrences that are left to be counted.
 */
async function completeOneShots(
  transaction: Queryable,
  settled: readonly SettledOccurrence[],
  now: number,
): Promise<readonly SettledOccurrence[]> {
  const left = settled.filter(({ oneShot }) => !oneShot);
  for (const ran of [true, false]) {
    const oneShots = settled.filter((each) => each.oneShot && each.ran === ran);
    if (oneShots.length === 0) continue;
    const ids = oneShots.map(({ scheduleId }) => scheduleId);
    const completed = await transaction.change(
      `UPDATE schedules FORCE INDEX (PRIMARY) SET run_count = run_count + ?, state = 'completed', ended_at = ?,
         version = version + 1, updated_at = ?
       WHERE id IN (?) AND kind = 'one_shot' AND planned_count = 1 AND state IN ('active', 'paused')`,
      [ran ? 1 : 0, now, now, ids],
    );
    if (completed === ids.length) continue;
    const open = await transaction.rows<RowDataPacket & { id: Buffer }>(
      "SELECT id FROM schedules FORCE INDEX (PRIMARY) WHERE id IN (?) AND (state <> 'completed' OR planned_count <> 1)",
      [ids],
    );
    const openIds = new Set(open.map(({ id }) => id.toString("hex")));
    left.push(...oneShots.filter(({ scheduleId }) => openIds.has(scheduleId.toString("hex"))));
  }
  return left;
}

/**
 * Cancels a one-shot that has no open occurrence and of which none ran. It may have two occurrences, so the
 * schedule is locked first: of two transactions that cancel one each, the second sees the first.
 */
export async function cancelOneShot(transaction: Queryable, id: Buffer, now: number): Promise<void> {
  await lockSchedules(transaction, [id]);
  await transaction.change(
    `UPDATE schedules s SET s.state = 'canceled', s.ended_at = ?, s.version = s.version + 1, s.updated_at = ?
     WHERE s.id = ? AND s.kind = 'one_shot' AND s.state IN ('active', 'paused') AND s.run_count = 0 AND ${nothingOpen}`,
    [now, now, id],
  );
}

/**
 * Completes those of the schedules that have no occurrence open or still to be emitted. A prepaid one never
 * completes: it waits for credits.
 *
 * @returns how many were completed
 */
export async function completeSchedules(
  transaction: Queryable,
  ids: readonly Buffer[],
  now: number,
): Promise<number> {
  return transaction.change(
    `UPDATE schedules s FORCE INDEX (PRIMARY) SET s.state = 'completed', s.ended_at = ?, s.version = s.version + 1, s.updated_at = ?
     WHERE s.id IN (?) AND s.state IN ('active', 'paused') AND s.emit_at IS NULL AND s.metered = 0
       AND ((s.kind = 'one_shot' AND s.planned_count = 1) OR ${nothingOpen})`,
    [now, now, [...ids]],
  );
}

/**
 * Uses the index that keeps open deliveries apart. By occurrence, the server would read all ended ones before
 * an open one.
 */
const nothingOpen = `NOT EXISTS (SELECT 1 FROM deliveries d FORCE INDEX (deliveries_of_schedule) WHERE d.schedule_id = s.id AND d.ordinal >= 0
  AND d.${ofOpenSchedulePhase} AND d.completed_at IS NULL)`;

function distinct(settled: readonly SettledOccurrence[]): Buffer[] {
  return [...new Map(settled.map(({ scheduleId }) => [scheduleId.toString("hex"), scheduleId])).values()];
}

interface CountGroup {
  readonly runs: number;
  readonly unrun: number;
  readonly ids: Buffer[];
}

/**
 * Groups schedules by their numbers of occurrences that ran and did not run; most have a single one that ran.
 */
function byCount(settled: readonly SettledOccurrence[]): CountGroup[] {
  const groups = new Map<string, CountGroup>();
  for (const each of Map.groupBy(settled, ({ scheduleId }) => scheduleId.toString("hex")).values()) {
    const runs = each.filter(({ ran }) => ran).length;
    const unrun = each.length - runs;
    const group = groups.get(`${runs} ${unrun}`) ?? { runs, unrun, ids: [] };
    groups.set(`${runs} ${unrun}`, group);
    group.ids.push(...distinct(each));
  }
  return [...groups.values()];
}
