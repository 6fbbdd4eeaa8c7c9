import type { ScheduleFields } from "../../generated/rpc/landfall/scheduler/v1/schedule.ts";
import type { EnduranceSettings } from "./settings.ts";

const slowMs = 91_000;

/** Late occurrences are sent too: lateness is measured elsewhere. */
const misfire: ScheduleFields["misfire"] = { policy: "all", grace: "1h", max: undefined };

/** Returns schedules that fire every second, `seconds` times each, spread evenly over the second. */
export function everySecond(
  { schedules, seconds }: EnduranceSettings,
  endpoint: string,
  startsAt: number,
): Partial<ScheduleFields>[] {
  return Array.from({ length: schedules }, (_, place) => ({
    endpoint,
    every: "1s",
    startsAt: new Date(startsAt + Math.floor((place * 1_000) / schedules)).toISOString(),
    maxRuns: seconds,
    misfire,
  }));
}

/**
 * Returns a tenth as many that fire seldom, first at their creation. The emitters plan the second next occurrence
 * within half a minute, so they have work however short the run is.
 */
export function seldom(
  { schedules }: EnduranceSettings,
  endpoint: string,
  now: number,
): Partial<ScheduleFields>[] {
  return Array.from({ length: Math.ceil(schedules / 10) }, () => ({
    endpoint,
    every: `${slowMs}ms`,
    startsAt: new Date(now + 1_000 - slowMs).toISOString(),
    misfire,
  }));
}
