import type { Queryable } from "../connect.ts";
import type { Owner } from "../mode.ts";
import { type FiguresRecord, type FiguresRow, figureColumns, toFiguresRecord } from "./figures-record.ts";

/** An owner's figures that begin from `from` on and before `before`, in order, by primary key. */
export async function loadFigures(
  store: Queryable,
  { projectId, mode }: Owner,
  from: number,
  before: number,
): Promise<FiguresRecord[]> {
  const rows = await store.rows<FiguresRow>(
    `SELECT ${figureColumns} FROM figures FORCE INDEX (PRIMARY)
     WHERE project_id = ? AND mode = ? AND starts_at >= ? AND starts_at < ? ORDER BY starts_at`,
    [projectId, mode, from, before],
  );
  return rows.map(toFiguresRecord);
}
