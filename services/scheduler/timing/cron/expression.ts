/** A parsed and checked cron expression. The lists ascend and are never empty. */
export interface CronExpression {
  /** The zone that a leading `CRON_TZ=` names; null: none. */
  timezone: string | null;
  seconds: readonly number[];
  minutes: readonly number[];
  hours: readonly number[];
  months: readonly number[];
  /**
   * The matching days of each kind of month, as bits (bit 0 is the 1st). The days of a month depend only on
   * its length and the weekday of its 1st: index = (length − 28) × 7 + weekday, 0 for Sunday.
   */
  dayMasks: readonly number[];
  /** True if the hour field is `*`: the expression follows elapsed time, and the `dst` rule does not apply. */
  everyHour: boolean;
  /** True if the expression never matches a date (30 February). */
  neverFires: boolean;
}

/** The reason why a text is not a cron expression, worded for its author. */
export interface CronProblem {
  problem: string;
}
