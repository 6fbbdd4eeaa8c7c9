/**
 * A cron expression, read and checked. The lists are ascending and never empty.
 */
export interface CronExpression {
  /** The zone that a leading `CRON_TZ=` names; null without one. */
  timezone: string | null;
  seconds: readonly number[];
  minutes: readonly number[];
  hours: readonly number[];
  months: readonly number[];
  /**
   * The matching days of each kind of month, as bits (bit 0 is the 1st). A month's days depend on
   * its length and the weekday of its 1st only: index = (length − 28) × 7 + weekday, 0 for Sunday.
   */
  dayMasks: readonly number[];
  /** The hour field is `*`: follows elapsed time, and the `dst` rule has no part in it. */
  everyHour: boolean;
  /** No date of the calendar matches (30 February). */
  neverFires: boolean;
}

/** Why a text is no cron expression, in words for whoever wrote it. */
export interface CronProblem {
  problem: string;
}
