import type { RowDataPacket } from "mysql2/promise";
import type { Queryable } from "../connect.ts";
import type { Mode } from "../mode.ts";
import { firstIdOf } from "../newest-first.ts";
import { everyProject, type FigureSums, type FiguresRecord, minuteMs, sumFigures } from "./figures-record.ts";
import { bucketSql } from "./offset-histogram.ts";

interface AttemptsRow extends RowDataPacket {
  project_id: Buffer;
  mode: Mode;
  minute: number;
  outcome: "succeeded" | "retry" | "failed";
  counts_offset: number;
  bucket: number;
  attempts: number;
  on_time: string;
  offset_min: number;
  offset_max: number;
}

/** By index alone: `attempts_to_roll_up` covers it. */
export const attemptsSql = `SELECT project_id, mode, settled_at DIV ${minuteMs} AS minute, outcome, counts_offset,
    IF(counts_offset, ${bucketSql("offset_ms")}, 0) AS bucket, COUNT(*) AS attempts,
    SUM(offset_ms <= ?) AS on_time, MIN(offset_ms) AS offset_min, MAX(offset_ms) AS offset_max
  FROM attempts FORCE INDEX (attempts_to_roll_up) WHERE settled_at >= ? AND settled_at < ?
  GROUP BY project_id, mode, minute, outcome, counts_offset, bucket`;

/** By primary key; a schedule's id begins with the instant it was made. */
export const schedulesSql = `SELECT project_id, mode, CONV(HEX(LEFT(id, 6)), 16, 10) DIV ${minuteMs} AS minute, COUNT(*) AS schedules
  FROM schedules FORCE INDEX (PRIMARY) WHERE id >= ? AND id < ? GROUP BY project_id, mode, minute`;

const nothing: FigureSums = sumFigures([]);

/**
 * The figures of each minute from `from` on and before `before`, of every owner that has any and of all projects
 * together, as the attempts and schedules themselves tell them.
 *
 * @param onTimeMs the largest offset that is on time
 */
export async function readMinutes(
  store: Queryable,
  from: number,
  before: number,
  onTimeMs: number,
): Promise<FiguresRecord[]> {
  const attempts = await store.rows<AttemptsRow>(attemptsSql, [onTimeMs, from, before]);
  const schedules = await store.rows<AttemptsRow & { schedules: number }>(schedulesSql, [
    firstIdOf(from),
    firstIdOf(before),
  ]);
  const minutes = new Map<string, { row: AttemptsRow; parts: FigureSums[] }>();
  const add = (row: AttemptsRow, part: FigureSums) => {
    for (const projectId of [row.project_id, everyProject]) {
      const key = `${projectId.toString("hex")} ${row.mode} ${row.minute}`;
      const known = minutes.get(key);
      if (known) known.parts.push(part);
      else minutes.set(key, { row: { ...row, project_id: projectId }, parts: [part] });
    }
  };
  for (const row of attempts) add(row, partOf(row));
  for (const row of schedules) add(row, { ...nothing, schedulesCreated: row.schedules });
  return [...minutes.values()].map(({ row, parts }) => ({
    projectId: row.project_id,
    mode: row.mode,
    startsAt: Number(row.minute) * minuteMs,
    spanMs: minuteMs,
    ...sumFigures(parts),
  }));
}

function partOf(row: AttemptsRow): FigureSums {
  const part = { ...nothing, [row.outcome]: row.attempts };
  if (!row.counts_offset) return part;
  return {
    ...part,
    firstAttempts: row.attempts,
    onTime: Number(row.on_time),
    offsetMin: row.offset_min,
    offsetMax: row.offset_max,
    offsets: new Map([[row.bucket, row.attempts]]),
  };
}
