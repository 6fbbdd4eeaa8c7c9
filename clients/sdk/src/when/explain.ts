import { dateInWords } from "./calendar.ts";
import { offsetText } from "./context.ts";
import { durationInWords } from "./duration-text.ts";
import type { WhenTiming } from "./reading.ts";
import { wallClockAt } from "./wall-clock.ts";

/** An instant in forms that people can check. */
export interface ShownInstant {
  /** `Tue 2026-12-01 09:00:00`. */
  readonly local: string;
  /** `Europe/Berlin (UTC+01:00)`. */
  readonly zone: string;
  /** `2026-12-01T08:00:00.000Z`. */
  readonly utc: string;
}

/**
 * Formats an instant, such as one of `/preview`, as wall time and in UTC.
 *
 * @param at milliseconds since the epoch
 * @throws RangeError for a zone that this engine does not know
 */
export function showInstant(at: number, timezone: string): ShownInstant {
  const localMs = wallClockAt(at, timezone);
  const minutes = Math.round((localMs - Math.floor(at / 1_000) * 1_000) / 60_000);
  const local = new Date(localMs).toISOString().slice(0, 19).replace("T", " ");
  return {
    local: `${dateInWords(localMs).slice(0, 3)} ${local}`,
    zone: minutes === 0 && timezone === "UTC" ? "UTC" : `${timezone} (UTC${offsetText(minutes)})`,
    utc: new Date(at).toISOString(),
  };
}

/** Describes a timing in words. A cron expression is shown unchanged; `/preview` describes it. */
export function describeTiming(timing: WhenTiming): string {
  if ("delay" in timing) return `in ${inWords(timing.delay)}`;
  if ("every" in timing) return `every ${inWords(timing.every)}`;
  if ("fire_at" in timing) return `at ${timing.fire_at}`;
  if ("cron" in timing) return `cron ${timing.cron}, ${timing.timezone}`;
  const localMs = Date.parse(`${timing.local_fire_at}Z`);
  return `${dateInWords(localMs)} at ${timing.local_fire_at.slice(11)}, ${timing.timezone}`;
}

function inWords(duration: string): string {
  const unitMs: Readonly<Record<string, number>> = { h: 3_600_000, m: 60_000, s: 1_000 };
  const parts = [...duration.matchAll(/([\d.]+)([hms])/g)];
  return durationInWords(
    parts.reduce((sum, [, count, unit]) => sum + Number(count) * (unitMs[unit ?? ""] ?? 0), 0),
  );
}
