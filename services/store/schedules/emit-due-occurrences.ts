import type { RowDataPacket } from "mysql2/promise";
import { withCreditsLeft } from "../credits/lock-credits.ts";
import { releaseCredits } from "../credits/release-credits.ts";
import { creditsTaken, takeCredits } from "../credits/take-credits.ts";
import { ofOpenSchedulePhase } from "../deliveries/delivery-phases.ts";
import { insertDeliveries, type NewDelivery } from "../deliveries/insert-deliveries.ts";
import { noteEnds } from "../figures/note-ends.ts";
import type { Queryable, Store } from "../session/connect.ts";
import { withRunsUsed } from "./runs-used.ts";
import {
  type ScheduleRecord,
  type ScheduleRow,
  scheduleColumns,
  scheduleTables,
  toScheduleRecord,
} from "./schedule-record.ts";
import type { ScheduleState } from "./schedule-state.ts";
import { completeSchedules } from "./settle-schedules.ts";

interface IdRow extends RowDataPacket {
  id: Buffer;
}

/** The deliveries and bookkeeping of one schedule in one pass. */
export interface Emitted {
  readonly deliveries: readonly NewDelivery[];
  readonly plannedCount: number;
  readonly plannedThrough: number | null;
  /** Null: nothing more to plan. */
  readonly emitAt: number | null;
  /** Differs from the state before only where credits ran out or came back. */
  readonly state: ScheduleState;
}

type EmittedSchedule = Emitted & { readonly schedule: ScheduleRecord };

export interface EmitPass {
  readonly schedules: number;
  readonly deliveries: number;
}

/**
 * Takes the schedules that are due to be planned, except those that another scheduler is taking, and writes
 * their next deliveries and bookkeeping in one transaction: after a crash at any point, all of it has
 * happened or nothing. In addition, the unique key on (schedule, instant, plan) stops an occurrence from
 * getting two deliveries. Reads in the order of `schedules_to_emit`, without a sort.
 */
export function emitDueOccurrences(
  store: Store,
  now: number,
  limit: number,
  plan: (schedule: ScheduleRecord) => Emitted,
): Promise<EmitPass> {
  return store.transact(async (transaction) => {
    const due = await transaction.rows<IdRow>(dueToEmitSql, [now, limit]);
    if (due.length === 0) return { schedules: 0, deliveries: 0 };
    const rows = await transaction.rows<ScheduleRow>(
      `SELECT ${scheduleColumns} FROM ${scheduleTables} WHERE s.id IN (?)`,
      [due.map(({ id }) => id)],
    );
    const taken = rows.map(toScheduleRecord);
    // Comes first, since skipped occurrences do not count as runs.
    const paused = await skipPausedOccurrences(
      transaction,
      taken.filter(({ state }) => state === "paused").map(({ id }) => id),
      now,
    );
    if (taken.some(({ state, creditsLeft }) => state === "paused" && creditsLeft !== null))
      await releaseCredits(transaction, paused, now);
    const counted = await withCreditsLeft(transaction, await withRunsUsed(transaction, taken));
    const emitted = counted.map((schedule) => ({ schedule, ...plan(schedule) }));
    const deliveries = emitted.flatMap((each) => each.deliveries);
    await insertDeliveries(transaction, deliveries);
    await writeBookkeeping(transaction, emitted);
    await writeStates(transaction, emitted, now);
    await takeCredits(transaction, emitted.map(takenBy), now);
    const skipped = deliveries.filter(({ state }) => state === "skipped").map(({ id }) => id);
    await noteEnds(transaction, [...skipped, ...paused], now);
    const ended = emitted.filter(({ emitAt }) => emitAt === null).map(({ schedule }) => schedule.id);
    if (ended.length > 0) await completeSchedules(transaction, ended, now);
    return { schedules: emitted.length, deliveries: deliveries.length };
  });
}

/** The locking read; exported for the test that asserts its plan. */
export const dueToEmitSql = `SELECT id FROM schedules FORCE INDEX (schedules_to_emit)
  WHERE emit_at <= ? ORDER BY emit_at, id LIMIT ? FOR UPDATE SKIP LOCKED`;

async function writeBookkeeping(transaction: Queryable, emitted: readonly EmittedSchedule[]): Promise<void> {
  const values = emitted.map(({ schedule, plannedCount, plannedThrough, emitAt }) => ({
    id: schedule.id.toString("hex"),
    count: plannedCount,
    through: plannedThrough,
    emit: emitAt,
  }));
  await transaction.change(
    `UPDATE JSON_TABLE(?, '$[*]' COLUMNS (
       id CHAR(32) PATH '$.id', planned BIGINT PATH '$.count', through BIGINT PATH '$.through', emit BIGINT PATH '$.emit'
     )) w STRAIGHT_JOIN schedules s FORCE INDEX (PRIMARY) ON s.id = UNHEX(w.id)
     SET s.planned_count = w.planned, s.planned_through = w.through, s.emit_at = w.emit`,
    [JSON.stringify(values)],
  );
}

function takenBy({ schedule, deliveries }: EmittedSchedule) {
  return { scheduleId: schedule.id, taken: creditsTaken(schedule, deliveries) };
}

/** Writes the states that have changed; usually none has. */
async function writeStates(
  transaction: Queryable,
  emitted: readonly EmittedSchedule[],
  now: number,
): Promise<void> {
  const changed = emitted.filter(({ schedule, state }) => state !== schedule.state);
  for (const [state, each] of Map.groupBy(changed, (one) => one.state)) {
    await transaction.change(
      `UPDATE schedules FORCE INDEX (PRIMARY) SET state = ?, version = version + 1, updated_at = ?
       WHERE id IN (?) ORDER BY id`,
      [state, now, each.map(({ schedule }) => schedule.id)],
    );
  }
}

/**
 * Skips occurrences that fell due in a paused schedule. Leaves those that were being retried, which wait for
 * the resume, and those that a dispatcher holds, which are about to expire. Finds them with a plain read,
 * then locks them by primary key: see `lockOpenDeliveries`.
 *
 * @returns the ids of the skipped deliveries
 */
async function skipPausedOccurrences(
  transaction: Queryable,
  scheduleIds: readonly Buffer[],
  now: number,
): Promise<Buffer[]> {
  if (scheduleIds.length === 0) return [];
  const fellDue =
    "state = 'scheduled' AND reason = 'paused' AND holder IS NULL AND ordinal >= 0 AND attempt_count = 0 AND scheduled_for <= ?";
  const found = await transaction.rows<IdRow>(
    `SELECT id FROM deliveries FORCE INDEX (deliveries_of_schedule)
     WHERE schedule_id IN (?) AND ${ofOpenSchedulePhase} AND ${fellDue}`,
    [[...scheduleIds], now],
  );
  if (found.length === 0) return [];
  const locked = await transaction.rows<IdRow>(
    `SELECT id FROM deliveries FORCE INDEX (PRIMARY) WHERE id IN (?) AND ${fellDue} ORDER BY id FOR UPDATE`,
    [found.map(({ id }) => id), now],
  );
  if (locked.length === 0) return [];
  const ids = locked.map(({ id }) => id);
  await transaction.change(
    `UPDATE deliveries FORCE INDEX (PRIMARY) SET state = 'skipped', completed_at = ?, claim_at = NULL, next_attempt_at = NULL,
       fence = fence + 1, version = version + 1, updated_at = ?
     WHERE id IN (?)`,
    [now, now, ids],
  );
  return ids;
}
