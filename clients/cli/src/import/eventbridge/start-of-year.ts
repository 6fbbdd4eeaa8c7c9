import { showInstant } from "../../../../sdk/src/when/when.ts";

/** Returns the instant, in RFC 3339, at which a year begins in a zone. */
export function startOfYear(year: number, timezone: string): string {
  const asUtc = Date.UTC(year, 0, 1);
  // Returns the zone's offset then; no zone changes its clocks twice around New Year.
  const local = Date.parse(`${showInstant(asUtc, timezone).local.slice(4).replace(" ", "T")}Z`);
  return new Date(asUtc - (local - asUtc)).toISOString();
}
