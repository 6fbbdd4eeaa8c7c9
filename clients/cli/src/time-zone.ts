import { parseWhen } from "../../sdk/src/when/when.ts";
import { usageFailure } from "./failure.ts";

/** Returns the machine's time zone; UTC if it is unknown. */
export function machineZone(): string {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  return timeZone === undefined || timeZone === "Etc/Unknown" ? "UTC" : timeZone;
}

/**
 * Returns the IANA name of a zone, written in any case or as a city.
 *
 * @throws WhenError for an unknown one
 * @throws Failure for a fixed offset
 */
export function zoneGiven(text: string, now: number): string {
  // The grammar of times reads zones, so the zone is put into a phrase.
  const { timing } = parseWhen(`every day at 09:00 ${text}`, { now, timezone: "UTC" });
  // A different time means that a word was not read as a zone.
  if ("cron" in timing && timing.cron === "0 9 * * *") return timing.timezone;
  throw usageFailure(`“${text}” is no time zone.`, "Write an IANA name, such as --tz Europe/Berlin.");
}
