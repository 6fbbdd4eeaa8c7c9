import { showInstant } from "../../../../sdk/src/when/when.ts";

/** The instant, in RFC 3339, at which a year begins on the clocks of a zone. */
export function startOfYear(year: number, timezone: string): string {
  const asUtc = Date.UTC(year, 0, 1);
  // The offset that the zone has then: no zone changes its clocks twice in the days around New Year.
  const local = Date.parse(`${showInstant(asUtc, timezone).local.slice(4).replace(" ", "T")}Z`);
  return new Date(asUtc - (local - asUtc)).toISOString();
}
