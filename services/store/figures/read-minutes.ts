import { setImmediate as rest } from "node:timers/promises";
import type { RowDataPacket } from "mysql2/promise";
import type { Mode, Owner } from "../accounts/owner.ts";
import type { AttemptOutcome } from "../attempts/attempt-record.ts";
import { firstIdOf } from "../lists/newest-first.ts";
import type { Queryable } from "../session/connect.ts";
import { everyProject, type FigureSums, type FiguresRecord, minuteMs, sumFigures } from "./figures-record.ts";
import { bucketSql } from "./offset-histogram.ts";

interface Whose extends RowDataPacket {
  project_id: Buffer;
  mode: Mode;
}

interface SchedulesRow extends Whose {
  schedules: number;
}

interface Minute extends Owner {
  readonly startsAt: number;
  readonly parts: FigureSums[];
}

interface AttemptsRow extends Whose {
  minute: number;
  outcome: AttemptOutcome;
  counts_offset: number;
  bucket: number;
  attempts: number;
  on_time: string;
  offset_min: number;
  offset_max: number;
}

interface EndsRow extends Whose {
  minute: number;
  state: "expired" | "canceled" | "skipped";
  deliveries: string;
}

/** Reads the index alone: `attempts_to_roll_up` covers it. */
export const attemptsSql = `SELECT project_id, mode, settled_at DIV ${minuteMs} AS minute, outcome, counts_offset,
    IF(counts_offset, ${bucketSql("offset_ms")}, 0) AS bucket, COUNT(*) AS attempts,
    SUM(offset_ms <= ?) AS on_time, MIN(offset_ms) AS offset_min, MAX(offset_ms) AS offset_max
  FROM attempts FORCE INDEX (attempts_to_roll_up) WHERE settled_at >= ? AND settled_at < ?
  GROUP BY project_id, mode, minute, outcome, counts_offset, bucket`;

/**
 * By primary key; a schedule's id begins with the instant of its creation. Reads one minute at a time,
 * because extracting the minute from every id costs four times as much.
 */
export const schedulesSql = `SELECT project_id, mode, COUNT(*) AS schedules FROM schedules FORCE INDEX (PRIMARY)
  WHERE id >= ? AND id < ? GROUP BY project_id, mode`;

/** By primary key. */
export const endsSql = `SELECT project_id, mode, ended_at DIV ${minuteMs} AS minute, state, SUM(deliveries) AS deliveries
  FROM unsent_ends FORCE INDEX (PRIMARY) WHERE ended_at >= ? AND ended_at < ? GROUP BY project_id, mode, minute, state`;

const nothing: FigureSums = sumFigures([]);

/**
 * Reads the figures of each minute from `from` on and before `before`, of every owner that has any and of all
 * projects together. Counts the attempts and schedules themselves, and the notes of what ended without an
 * attempt.
 *
 * @param onTimeMs the largest offset that is on time
 */
export async function readMinutes(
  store: Queryable,
  from: number,
  before: number,
  onTimeMs: number,
): Promise<FiguresRecord[]> {
  const minutes = new Map<string, Minute>();
  const add = (whose: Whose, startsAt: number, part: FigureSums) => {
    for (const projectId of [whose.project_id, everyProject]) {
      const key = `${projectId.toString("latin1")}${whose.mode}${startsAt}`;
      const known = minutes.get(key);
      if (known) known.parts.push(part);
      else minutes.set(key, { projectId, mode: whose.mode, startsAt, parts: [part] });
    }
  };
  const attempts = await store.rows<AttemptsRow>(attemptsSql, [onTimeMs, from, before]);
  for (const [index, row] of attempts.entries()) {
    add(row, Number(row.minute) * minuteMs, partOf(row));
    if (index % restAfter === restAfter - 1) await rest();
  }
  for (const row of await store.rows<EndsRow>(endsSql, [from, before])) {
    add(row, Number(row.minute) * minuteMs, { ...nothing, [row.state]: Number(row.deliveries) });
  }
  for (let startsAt = from; startsAt < before; startsAt += minuteMs) {
    const span = [firstIdOf(startsAt), firstIdOf(startsAt + minuteMs)];
    for (const row of await store.rows<SchedulesRow>(schedulesSql, span)) {
      add(row, startsAt, { ...nothing, schedulesCreated: row.schedules });
    }
  }
  const records: FiguresRecord[] = [];
  for (const { parts, ...minute } of minutes.values()) {
    records.push({ ...minute, spanMs: minuteMs, ...sumFigures(parts) });
    if (records.length % restAfter === 0) await rest();
  }
  return records;
}

/**
 * Rows after which other work gets its turn: a thousand take about 3 ms, and the same process sends
 * deliveries.
 */
const restAfter = 200;

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
