import type { RowDataPacket } from "mysql2/promise";
import type { Owner } from "../accounts/owner.ts";
import type { Bound, Queryable } from "../session/connect.ts";
import {
  type FiguresRecord,
  type FiguresRow,
  figureColumns,
  hourMs,
  minuteMs,
  toFiguresRecord,
} from "./figures-record.ts";

/**
 * Loads an owner's figures from `from` on and before `before`, by primary key: hours where they are made, and
 * minutes before the first whole hour and after the last one, so that a day is some 80 rows and a month 800.
 * Minutes are kept for two days; a range that starts earlier begins with a whole hour.
 */
export async function loadFigures(
  store: Queryable,
  { projectId, mode }: Owner,
  from: number,
  before: number,
): Promise<FiguresRecord[]> {
  const [made] = await store.rows<RowDataPacket & { hours_through: number }>(
    "SELECT hours_through FROM roll_ups WHERE name = 'attempts'",
  );
  const firstHour = Math.ceil(from / hourMs) * hourMs;
  const lastHour = Math.max(
    Math.min(made?.hours_through ?? 0, Math.floor(before / hourMs) * hourMs),
    firstHour,
  );
  const stretches: readonly Bound[][] = [
    [projectId, mode, minuteMs, from, Math.min(firstHour, before)],
    [projectId, mode, hourMs, firstHour, lastHour],
    [projectId, mode, minuteMs, lastHour, before],
  ];
  const rows = await store.rows<FiguresRow>(
    stretches.map(() => `(${stretchSql})`).join(" UNION ALL "),
    stretches.flat(),
  );
  return rows.map(toFiguresRecord);
}

const stretchSql = `SELECT ${figureColumns} FROM figures FORCE INDEX (PRIMARY)
  WHERE project_id = ? AND mode = ? AND span_ms = ? AND starts_at >= ? AND starts_at < ?`;
