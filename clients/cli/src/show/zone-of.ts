import type { WhenTiming } from "../../../sdk/src/when/when.ts";

/** Returns the zone to show a timing in: its own, else the caller's. */
export function zoneOf(timing: WhenTiming, timezone: string): string {
  return "timezone" in timing ? timing.timezone : timezone;
}
