/** Says how a schedule's instants come about. */
export type ScheduleKind =
  /** One instant, or the two of a wall clock that shows it twice. */
  | "one_shot"
  /** The wall-clock times of a cron expression, in a time zone. */
  | "cron"
  /** So many milliseconds apart, counted from an instant. */
  | "interval";

/** Timing of a schedule. Instants are Unix milliseconds; texts are as the caller wrote them. */
export interface TimingColumns {
  readonly kind: ScheduleKind;
  /** One-shots only. */
  readonly fireAt: number | null;
  /** The wall-clock time that `fireAt` was computed from; null: none. */
  readonly localFireAt: string | null;
  readonly cron: string | null;
  readonly every: string | null;
  readonly everyMs: number | null;
  /** The instant from which an interval counts. */
  readonly anchorAt: number | null;
  readonly timezone: string | null;
  /**
   * The record in `zone_rules` by which wall-clock times are computed; null: no zone is involved, or its
   * rules are not recorded yet.
   */
  readonly zoneRules: number | null;
  readonly dstGap: string;
  readonly dstOverlap: string;
  readonly startsAt: number | null;
  readonly endsAt: number | null;
  readonly maxRuns: number | null;
}
