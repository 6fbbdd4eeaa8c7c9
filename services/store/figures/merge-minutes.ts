import type { Queryable, Store } from "../connect.ts";
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

/** Minutes are kept for what is asked about the last 24 hours; two days let a day's figures be looked at again. */
const minutesKeptMs = 48 * hourMs;
/** Hours are kept for a year and a month, so that a month can be held against the same one a year ago. */
const hoursKeptMs = 400 * 24 * hourMs;

/** The rows of a batch, in the order of `figures_by_span`. */
export const oldMinutesSql = `SELECT ${figureColumns} FROM figures FORCE INDEX (figures_by_span)
  WHERE span_ms = ${minuteMs} AND starts_at < ? ORDER BY starts_at, project_id, mode LIMIT ?`;

/**
 * Merges minutes older than two days into hours, and drops hours older than 400 days; at most `limit` rows each, in
 * one transaction, so that a row is counted once.
 *
 * @returns whether there may be more to do; null when somebody else is at it
 */
export function mergeMinutes(store: Store, lease: RollerLease, limit: number): Promise<boolean | null> {
  const { now } = lease;
  return asRoller(store, lease, async (transaction, state) => {
    // A minute that may be counted once more must not be in an hour yet.
    const before = Math.floor(Math.min(now - minutesKeptMs, state.checkedThrough) / hourMs) * hourMs;
    const minutes = (await transaction.rows<FiguresRow>(oldMinutesSql, [before, limit])).map(toFiguresRecord);
    if (minutes.length > 0) {
      await writeFigures(transaction, await hoursOf(transaction, minutes));
      await deleteMinutes(transaction, minutes);
    }
    const dropped = await transaction.change(
      `DELETE FROM figures WHERE span_ms = ${hourMs} AND starts_at < ? ORDER BY starts_at LIMIT ?`,
      [now - hoursKeptMs, limit],
    );
    return { state, result: minutes.length === limit || dropped === limit };
  });
}

async function hoursOf(transaction: Queryable, minutes: readonly FiguresRecord[]): Promise<FiguresRecord[]> {
  const starts = [...new Set(minutes.map(hourOf))];
  const known = await transaction.rows<FiguresRow>(
    `SELECT ${figureColumns} FROM figures FORCE INDEX (figures_by_span) WHERE span_ms = ${hourMs} AND starts_at IN (?)`,
    [starts],
  );
  const touched = new Set(minutes.map(keyOf));
  const parts = [...known.map(toFiguresRecord).filter((hour) => touched.has(keyOf(hour))), ...minutes];
  const groups = Map.groupBy(parts, keyOf);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const { projectId, mode } = first;
    return [{ projectId, mode, startsAt: hourOf(first), spanMs: hourMs, ...sumFigures(group) }];
  });
}

function hourOf({ startsAt }: FiguresRecord): number {
  return Math.floor(startsAt / hourMs) * hourMs;
}

function keyOf(figures: FiguresRecord): string {
  return `${figures.projectId.toString("hex")} ${figures.mode} ${hourOf(figures)}`;
}

async function deleteMinutes(transaction: Queryable, minutes: readonly FiguresRecord[]): Promise<void> {
  const keys = minutes.map(({ projectId, mode, startsAt }) => ({
    project: projectId.toString("hex"),
    mode,
    at: startsAt,
  }));
  await transaction.change(
    `DELETE f FROM JSON_TABLE(?, '$[*]' COLUMNS (
       project CHAR(32) PATH '$.project', mode VARCHAR(4) CHARACTER SET ascii COLLATE ascii_bin PATH '$.mode', at BIGINT PATH '$.at'
     )) w STRAIGHT_JOIN figures f FORCE INDEX (PRIMARY)
       ON f.project_id = UNHEX(w.project) AND f.mode = w.mode AND f.starts_at = w.at AND f.span_ms = ${minuteMs}`,
    [JSON.stringify(keys)],
  );
}
