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

/** Codes of assumptions; README.md explains each. */
export type AssumptionCode =
  | "counted_from_january"
  | "day_part"
  | "default_time"
  | "every_month"
  | "first_day"
  | "fixed_offset"
  | "midnight_tonight"
  | "months_passed_over"
  | "next_year"
  | "other_week"
  | "short_month"
  | "zone_place";

/** Something that the phrase left open and the reading had to decide. */
export interface WhenAssumption {
  readonly code: AssumptionCode;
  /** One sentence for people; its wording may change. */
  readonly message: string;
}

/** Codes of refusals; README.md explains each. */
export type RefusalCode =
  | "ambiguous_date"
  | "ambiguous_time"
  | "ambiguous_timezone"
  | "in_past"
  | "invalid_time"
  | "no_such_date"
  | "not_expressible"
  | "too_far"
  | "too_soon"
  | "unknown_timezone"
  | "unreadable"
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
