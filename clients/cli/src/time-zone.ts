import { parseWhen } from "../../sdk/src/when/when.ts";
import { usageFailure } from "./failure.ts";

/** The machine's zone; UTC where the engine cannot tell. */
export function machineZone(): string {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  return timeZone === undefined || timeZone === "Etc/Unknown" ? "UTC" : timeZone;
}

/**
 * The IANA name of a zone as people write it: in any case, or by its city.
 *
 * @throws WhenError for one that is unknown
 * @throws Failure for a fixed offset
 */
export function zoneGiven(text: string, now: number): string {
  // The grammar of times knows zones; a phrase around the zone makes it read one.
  const { timing } = parseWhen(`every day at 09:00 ${text}`, { now, timezone: "UTC" });
  // Another time would mean that a word of it was no zone.
  if ("cron" in timing && timing.cron === "0 9 * * *") return timing.timezone;
  throw usageFailure(`“${text}” is no time zone.`, "Write an IANA name, such as --tz Europe/Berlin.");
}
