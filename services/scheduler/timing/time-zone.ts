import { BoundedMap } from "../../runtime/memory/bounded-map.ts";
import { Temporal } from "./temporal.ts";

/** The longest IANA name has 32 characters (America/Argentina/ComodRivadavia). */
const shape = /^[A-Za-z][A-Za-z0-9_+/-]{0,63}$/;

/** Names that the database has dropped (2020b) but ICU still accepts. */
const dropped = /^(?:systemv\/.*|us\/pacific-new)$/i;

/** Bounds what strangers can make us remember: 600 names exist, in any mix of case. */
const known = new BoundedMap<string, string | null>(4_096);

/**
 * Returns `name` as the IANA database spells it, or null when it is neither a zone nor a link in this Node's
 * database. Ignores case (names in the database differ by more than case, and ECMA-402 6.5 ignores it). A
 * link stays a link (`asia/calcutta` is `Asia/Calcutta`), since the caller chose it. Offsets (`+05:00`),
 * abbreviations that only ICU knows (`PST`, `IST`) and the empty name are not in the database.
 */
export function timeZoneName(name: string): string | null {
  const cached = known.get(name);
  if (cached !== undefined) return cached;
  if (!shape.test(name)) return null;
  const answer = dropped.test(name) ? null : nameInTemporal(name);
  known.set(name, answer);
  return answer;
}

/** True if `name` is a zone or a link, in any case. */
export function isTimeZone(name: string): boolean {
  return timeZoneName(name) !== null;
}

function nameInTemporal(name: string): string | null {
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name).timeZoneId;
  } catch {
    return null;
  }
}
