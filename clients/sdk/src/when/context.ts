import { localText, startOfDay } from "./calendar.ts";
import type { AssumptionCode, WhenAssumption, WhenTiming } from "./reading.ts";
import type { Cursor } from "./tokens/cursor.ts";
import type { Zone } from "./tokens/zones.ts";
import { wallClockAt } from "./wall-clock.ts";
import { refuse } from "./when-error.ts";

/** Inputs of a reading, and the assumptions that it collects. */
export class Context {
  readonly cursor: Cursor;
  readonly now: number;
  readonly zone: Zone;
  /** The wall time at `now` in the zone, in whole seconds. */
  readonly nowLocalMs: number;
  readonly assumptions: WhenAssumption[] = [];

  constructor(cursor: Cursor, now: number, zone: Zone) {
    this.cursor = cursor;
    this.now = now;
    this.zone = zone;
    this.nowLocalMs =
      zone.kind === "place"
        ? wallClockAt(now, zone.name)
        : Math.floor(now / 1_000) * 1_000 + zone.minutes * 60_000;
  }

  get todayLocalMs(): number {
    return startOfDay(this.nowLocalMs);
  }

  assume(code: AssumptionCode, message: string): void {
    this.assumptions.push({ code, message });
  }
}

/** The API does not accept times further ahead. */
const mostYears = 10;

/** The latest instant, or wall time, that the API accepts, counted from the given one. */
export function furthest(fromMs: number): number {
  const limit = new Date(fromMs);
  limit.setUTCFullYear(limit.getUTCFullYear() + mostYears);
  return limit.getTime();
}

/**
 * Timing of a wall time in the zone of the phrase.
 *
 * @throws WhenError if it is more than ten years ahead
 */
export function timingAt(localMs: number, { zone, nowLocalMs }: Context): WhenTiming {
  if (localMs > furthest(nowLocalMs)) refuseTooFar();
  if (zone.kind === "place") return { local_fire_at: localText(localMs), timezone: zone.name };
  return { fire_at: `${new Date(localMs).toISOString().slice(0, 19)}${offsetText(zone.minutes)}` };
}

/** Refuses a time that the API would refuse. */
export function refuseTooFar(): never {
  refuse("too_far", "That is more than 10 years ahead, which is as far as schedules reach.");
}

/** `+05:30`. */
export function offsetText(minutes: number): string {
  const size = Math.abs(minutes);
  const two = (value: number) => String(value).padStart(2, "0");
  return `${minutes < 0 ? "-" : "+"}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}
