/**
 * A timing as accepted by `POST /v1/schedules` and `/v1/schedules/preview`: spread it into the request
 * body.
 */
export type WhenTiming =
  /** A Go duration of at least a second, counted from the create: `1h30m`. */
  | { readonly delay: string }
  /** RFC 3339 with seconds and an offset. */
  | { readonly fire_at: string }
  /** `YYYY-MM-DDTHH:MM[:SS]` on the wall clock of `timezone`. */
  | { readonly local_fire_at: string; readonly timezone: string }
  /** Five fields, six if seconds were given, or a shorthand such as `@daily`; in `timezone`. */
  | { readonly cron: string; readonly timezone: string }
  /** A Go duration of at least a second between runs. */
  | { readonly every: string };

/** Codes of assumptions: what the phrase left open. */
export type AssumptionCode =
  /** The month from which `every 3 months` counts: January. */
  | "counted_from_january"
  /** The hour of `morning`, `tonight`, `end of day`. */
  | "day_part"
  /** The time of day: 09:00. */
  | "default_time"
  /** The month: `of the month` is read as every month. */
  | "every_month"
  /** The day of `next week`, `next month`, `every quarter`: the first. */
  | "first_day"
  /** Summer time: `UTC+2` in a cron has none. */
  | "fixed_offset"
  /** Which midnight: the coming one. */
  | "midnight_tonight"
  /** Months without that day: they are skipped. */
  | "months_passed_over"
  /** The year of a date that passed in the last 90 days: the next. */
  | "next_year"
  /** Which of two days; the message names the other. */
  | "other_week"
  /** The day of `in a month` on the 31st: the last of the month. */
  | "short_month"
  /** The place behind `EST`, `CET`, `PT`. */
  | "zone_place";

/** Something that the phrase left open and the reading had to decide. */
export interface WhenAssumption {
  readonly code: AssumptionCode;
  /** One sentence for people; its wording may change. */
  readonly message: string;
}

/** Codes of refusals. */
export type RefusalCode =
  /** Day or month first: `03/04/2027`. */
  | "ambiguous_date"
  /** Morning or afternoon: `at 5`. */
  | "ambiguous_time"
  /** An abbreviation or a city of several zones. */
  | "ambiguous_timezone"
  /** The moment has passed. */
  | "in_past"
  /** No time of a clock: `25:00`. */
  | "invalid_time"
  /** No date of the calendar: `February 30`. */
  | "no_such_date"
  /** Clear, but no timing of the API can express it: `every 2 days`. */
  | "not_expressible"
  /** More than ten years ahead. */
  | "too_far"
  /** Less than a second ahead: `now`. */
  | "too_soon"
  /** No zone has this name. */
  | "unknown_timezone"
  /** A word was not used. */
  | "unreadable"
  /** No definite time: `soon`, `in 10`. */
  | "vague";

/** A phrase that was understood: every word of it is in the timing. */
export interface WhenReading {
  readonly ok: true;
  readonly timing: WhenTiming;
  /** Empty if the phrase left nothing open. */
  readonly assumptions: readonly WhenAssumption[];
  /** The timing in words, without clock changes, which only `/preview` knows. */
  readonly description: string;
}

/** A phrase that was not understood, or is ambiguous. */
export interface WhenRefusal {
  readonly ok: false;
  readonly code: RefusalCode;
  /** The problem, and how to write it instead. */
  readonly message: string;
  /** Whole phrases that would be accepted, most likely first; may be empty. */
  readonly suggestions: readonly string[];
}
