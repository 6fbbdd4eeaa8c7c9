import type { RowDataPacket } from "mysql2/promise";
import type { Mode, Owner } from "../accounts/owner.ts";
import type { Bound } from "../session/connect.ts";
import { mergeHistograms, type OffsetHistogram, readHistogram, writeHistogram } from "./offset-histogram.ts";

export const minuteMs = 60_000;
export const hourMs = 3_600_000;

/** The project id of the figures of all projects together. No ULID of ours is all zeros. */
export const everyProject: Buffer = Buffer.alloc(16);

/** Counts of an owner's deliveries and attempts in one minute or one hour. */
export interface FiguresRecord extends Owner {
  readonly startsAt: number;
  /** `minuteMs` or `hourMs`. */
  readonly spanMs: number;
  readonly schedulesCreated: number;
  /** Attempts that were settled in this time, by outcome. */
  readonly succeeded: number;
  readonly retry: number;
  readonly failed: number;
  /** Deliveries that ended in this time without an attempt that ended them. */
  readonly expired: number;
  readonly canceled: number;
  readonly skipped: number;
  /** First attempts of planned occurrences, which measure punctuality. */
  readonly firstAttempts: number;
  readonly onTime: number;
  /** Null: no first attempt. */
  readonly offsetMin: number | null;
  readonly offsetMax: number | null;
  readonly offsets: OffsetHistogram;
}

/** The figures without their owner and time. */
export type FigureSums = Omit<FiguresRecord, "projectId" | "mode" | "startsAt" | "spanMs">;

export const figureColumns = `project_id, mode, starts_at, span_ms, schedules_created, succeeded, retry, failed, expired, canceled,
  skipped, first_attempts, on_time, offset_min, offset_max, offsets`;

export interface FiguresRow extends RowDataPacket {
  project_id: Buffer;
  mode: Mode;
  starts_at: number;
  span_ms: number;
  schedules_created: number;
  succeeded: number;
  retry: number;
  failed: number;
  expired: number;
  canceled: number;
  skipped: number;
  first_attempts: number;
  on_time: number;
  offset_min: number | null;
  offset_max: number | null;
  offsets: string;
}

export function toFiguresRecord(row: FiguresRow): FiguresRecord {
  return {
    projectId: row.project_id,
    mode: row.mode,
    startsAt: row.starts_at,
    spanMs: row.span_ms,
    schedulesCreated: row.schedules_created,
    succeeded: row.succeeded,
    retry: row.retry,
    failed: row.failed,
    expired: row.expired,
    canceled: row.canceled,
    skipped: row.skipped,
    firstAttempts: row.first_attempts,
    onTime: row.on_time,
    offsetMin: row.offset_min,
    offsetMax: row.offset_max,
    offsets: readHistogram(row.offsets),
  };
}

/** Returns the values of `figureColumns`. */
export function figureValues(record: FiguresRecord): Bound[] {
  return [
    record.projectId,
    record.mode,
    record.startsAt,
    record.spanMs,
    record.schedulesCreated,
    record.succeeded,
    record.retry,
    record.failed,
    record.expired,
    record.canceled,
    record.skipped,
    record.firstAttempts,
    record.onTime,
    record.offsetMin,
    record.offsetMax,
    writeHistogram(record.offsets),
  ];
}

/** Adds figures up. */
export function sumFigures(all: readonly FigureSums[]): FigureSums {
  const sum = (of: (figures: FigureSums) => number) => all.reduce((total, each) => total + of(each), 0);
  const lows = all.flatMap(({ offsetMin }) => offsetMin ?? []);
  const highs = all.flatMap(({ offsetMax }) => offsetMax ?? []);
  return {
    schedulesCreated: sum(({ schedulesCreated }) => schedulesCreated),
    succeeded: sum(({ succeeded }) => succeeded),
    retry: sum(({ retry }) => retry),
    failed: sum(({ failed }) => failed),
    expired: sum(({ expired }) => expired),
    canceled: sum(({ canceled }) => canceled),
    skipped: sum(({ skipped }) => skipped),
    firstAttempts: sum(({ firstAttempts }) => firstAttempts),
    onTime: sum(({ onTime }) => onTime),
    offsetMin: lows.length === 0 ? null : lows.reduce((one, other) => Math.min(one, other)),
    offsetMax: highs.length === 0 ? null : highs.reduce((one, other) => Math.max(one, other)),
    offsets: mergeHistograms(all.map(({ offsets }) => offsets)),
  };
}
