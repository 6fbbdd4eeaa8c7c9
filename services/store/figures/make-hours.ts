import type { RowDataPacket } from "mysql2/promise";
import type { Mode, Owner } from "../accounts/owner.ts";
import type { Queryable, Store } from "../session/connect.ts";
import { asRoller, type RollerLease } from "./as-roller.ts";
import {
  type FiguresRecord,
  type FiguresRow,
  figureColumns,
  hourMs,
  minuteMs,
  sumFigures,
  toFiguresRecord,
} from "./figures-record.ts";
import { writeFigures } from "./write-figures.ts";

/** Minutes serve queries about the last 24 hours, and hours that must be made again. */
const minutesKeptMs = 48 * hourMs;
/** Lets a month be compared with the same month a year ago. */
const hoursKeptMs = 400 * 24 * hourMs;
const mostDropped = 1_000;

/** Finds the owners that have figures in an hour, on `figures_by_span`. */
export const ownersSql = `SELECT project_id, mode FROM figures FORCE INDEX (figures_by_span)
  WHERE span_ms = ${minuteMs} AND starts_at >= ? AND starts_at < ? GROUP BY project_id, mode`;

/**
 * Makes the figures of the next hour whose minutes all have their final count, from those minutes. Drops
 * minutes older than two days, hours older than 400 days, and notes of ends that have been counted.
 *
 * @returns true if there may be more to do; null when another process is the roller
 */
export function makeHours(store: Store, lease: RollerLease): Promise<boolean | null> {
  return asRoller(store, lease, async (transaction, state) => {
    const end = Math.floor(state.checkedThrough / hourMs) * hourMs;
    const hour = await firstHour(transaction, state.hoursThrough, end);
    if (hour < end) {
      const hours = await hoursOf(transaction, hour);
      await writeFigures(transaction, hours);
    }
    const hoursThrough = Math.max(Math.min(hour + hourMs, end), state.hoursThrough);
    const dropped =
      (await drop(transaction, minuteMs, Math.min(lease.now - minutesKeptMs, hoursThrough))) +
      (await drop(transaction, hourMs, lease.now - hoursKeptMs)) +
      (await dropEnds(transaction, state.checkedThrough));
    return { state: { ...state, hoursThrough }, result: hoursThrough < end || dropped >= mostDropped };
  });
}

/** Finds the first hour from `from` on that has a minute with figures; `end` when none has. */
async function firstHour(transaction: Queryable, from: number, end: number): Promise<number> {
  const [first] = await transaction.rows<RowDataPacket & { starts_at: number }>(
    `SELECT starts_at FROM figures FORCE INDEX (figures_by_span)
     WHERE span_ms = ${minuteMs} AND starts_at >= ? AND starts_at < ? ORDER BY starts_at LIMIT 1`,
    [from, end],
  );
  return first ? Math.floor(first.starts_at / hourMs) * hourMs : end;
}

/** Sums up owner by owner, so that other work gets its turn after one owner's minutes. */
async function hoursOf(transaction: Queryable, hour: number): Promise<FiguresRecord[]> {
  const owners = await transaction.rows<RowDataPacket & { project_id: Buffer; mode: Mode }>(ownersSql, [
    hour,
    hour + hourMs,
  ]);
  const hours: FiguresRecord[] = [];
  for (const { project_id: projectId, mode } of owners) {
    const owner: Owner = { projectId, mode };
    const minutes = await transaction.rows<FiguresRow>(
      `SELECT ${figureColumns} FROM figures FORCE INDEX (PRIMARY)
       WHERE project_id = ? AND mode = ? AND span_ms = ${minuteMs} AND starts_at >= ? AND starts_at < ?`,
      [projectId, mode, hour, hour + hourMs],
    );
    hours.push({ ...owner, startsAt: hour, spanMs: hourMs, ...sumFigures(minutes.map(toFiguresRecord)) });
  }
  return hours;
}

/** Drops notes of ends in minutes that have their final count. */
function dropEnds(transaction: Queryable, before: number): Promise<number> {
  return transaction.change("DELETE FROM unsent_ends WHERE ended_at < ? ORDER BY ended_at, id LIMIT ?", [
    before,
    mostDropped,
  ]);
}

function drop(transaction: Queryable, spanMs: number, before: number): Promise<number> {
  return transaction.change(
    "DELETE FROM figures WHERE span_ms = ? AND starts_at < ? ORDER BY starts_at LIMIT ?",
    [spanMs, before, mostDropped],
  );
}
