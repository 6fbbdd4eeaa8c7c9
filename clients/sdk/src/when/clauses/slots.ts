import type { Cursor } from "../tokens/cursor.ts";
import type { DayPart } from "../tokens/vocabulary.ts";
import type { Zone } from "../tokens/zones.ts";
import { refuse } from "../when-error.ts";
import type { Clock } from "./read-clock.ts";
import type { Span } from "./read-span.ts";

/** Days of a week; 0 is Sunday. */
export interface WeekdaySet {
  readonly days: readonly number[];
  /** `friday`, `this friday`, `next friday`. */
  readonly which: "coming" | "this" | "next";
  /** True for words that mean every one: `fridays`, `mon-fri`, `weekdays`. */
  readonly repeats: boolean;
}

/** A day within a month. */
export type DayItem =
  | { readonly kind: "day"; readonly day: number }
  | { readonly kind: "last" }
  | { readonly kind: "first_weekday" | "last_weekday" }
  /** nth -1 is the last. */
  | { readonly kind: "nth"; readonly weekday: number; readonly nth: number };

/** Month that the days belong to. */
export type MonthRef =
  | { readonly kind: "named"; readonly month: number; readonly year: number | null }
  | { readonly kind: "every" | "the" | "this" | "next" };

/** Period of a repetition. */
export type Period =
  | { readonly kind: "span"; readonly ms: number; readonly hourly: boolean }
  | { readonly kind: "day" | "week" | "year" }
  /** `step` months; a quarter is three. */
  | { readonly kind: "month"; readonly step: number; readonly quarter: boolean }
  /** `every`, before days that complete it: `every last friday of the month`. */
  | { readonly kind: "days" };

/** Hours within which a phrase repeats. */
export interface DayWindow {
  readonly start: Clock;
  readonly end: Clock;
}

/** Parts of a phrase, each at most once. */
export interface SlotValues {
  zone: Zone;
  span: Span;
  /** Calendar days from today. */
  relative: number;
  /** `this week`, `next month`: the unit, and 0 for the current or 1 for the next one. */
  period: { readonly unit: "week" | "month" | "year"; readonly ahead: 0 | 1 };
  weekdays: WeekdaySet;
  days: readonly DayItem[];
  month: MonthRef;
  clocks: readonly Clock[];
  part: DayPart;
  every: Period;
  window: DayWindow;
  /** `at :15`: minutes of each hour. */
  minutes: readonly number[];
}

type Name = keyof SlotValues;

/** Slots of a phrase, filled while its words are read. */
export class Slots {
  readonly #values: Partial<SlotValues> = {};
  readonly #written = new Map<Name, string>();
  /** True for `a week from`: the span counts from the day named by the phrase. */
  spanFromDay = false;

  get<K extends Name>(name: K): SlotValues[K] | undefined {
    return this.#values[name];
  }

  /**
   * Fills a slot with the meaning of the tokens from `from` to the cursor.
   *
   * @throws WhenError if it is filled already: a phrase may say each thing only once
   */
  fill<K extends Name>(name: K, value: SlotValues[K], cursor: Cursor, from: number): void {
    const written = cursor.written(from);
    const before = this.#written.get(name);
    if (before !== undefined) {
      refuse("unreadable", `“${written}” cannot stand beside “${before}”: give one of them.`);
    }
    this.#values[name] = value;
    this.#written.set(name, written);
  }

  /** The words that filled the first filled one of these slots; null if all are empty. */
  writtenIn(...names: readonly Name[]): string | null {
    for (const name of names) {
      const written = this.#written.get(name);
      if (written !== undefined) return written;
    }
    return null;
  }
}
