import { showInstant } from "../../../sdk/src/when/when.ts";

/** Formats an instant of the API in local time, its zone and UTC; `-` for null. */
export function instantLine(at: string | null, timezone: string): string {
  if (at === null) return "-";
  const { local, zone, utc } = showInstant(Date.parse(at), timezone);
  return zone === "UTC" ? `${local} UTC  ${utc}` : `${local}  ${zone}  ${utc}`;
}

/** Formats an instant for a column: local time to the second, without its zone; `-` for null. */
export function instantCell(at: string | null, timezone: string): string {
  return at === null ? "-" : showInstant(Date.parse(at), timezone).local;
}
