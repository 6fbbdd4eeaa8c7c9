/** A timing as `POST /v1/schedules` and `/v1/schedules/preview` take it: spread it into the request body. */
export type WhenTiming =
  /** A Go duration of at least a second, counted from the create: `1h30m`. */
  | { readonly delay: string }
  /** RFC 3339 with seconds and an offset. */
  | { readonly fire_at: string }
  /** `YYYY-MM-DDTHH:MM[:SS]` on the wall clock of `timezone`. */
  | { readonly local_fire_at: string; readonly timezone: string }
  /** Five fields, six where seconds were named, or a shorthand such as `@daily`; read in `timezone`. */
  | { readonly cron: string; readonly timezone: string }
  /** A Go duration of at least a second between runs. */
  | { readonly every: string };

/** Codes of what was added to a phrase; README.md says what each stands for. */
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

/** Something that the phrase did not say and the reading needed. */
export interface WhenAssumption {
  readonly code: AssumptionCode;
  /** One sentence for people; its words may change. */
  readonly message: string;
}

/** Codes of refusals; README.md says what each stands for. */
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
  /** Empty when the phrase said everything. */
  readonly assumptions: readonly WhenAssumption[];
  /** The timing in words, without clock changes, which `/preview` knows. */
  readonly description: string;
}

/** A phrase that was not understood, or could be understood in more than one way. */
export interface WhenRefusal {
  readonly ok: false;
  readonly code: RefusalCode;
  /** What is wrong and how to write it. */
  readonly message: string;
  /** Whole phrases that would be read, the likeliest first; may be empty. */
  readonly suggestions: readonly string[];
}
