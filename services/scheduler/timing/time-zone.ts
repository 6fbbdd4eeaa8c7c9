import { Temporal } from "./temporal.ts";

/** The longest IANA name has 32 characters (America/Argentina/ComodRivadavia). */
const shape = /^[A-Za-z][A-Za-z0-9_+/-]{0,63}$/;

/** Names that ICU still takes though the database dropped them (2020b). */
const dropped = /^(?:systemv\/.*|us\/pacific-new)$/i;

/** Bounds what strangers can make us remember: 600 names exist, in any mix of case. */
const cacheSize = 4_096;
const known = new Map<string, boolean>();

/**
 * Whether `name` is a zone or a link of the IANA database that this Node carries, in any case (the
 * database keeps names distinct without it, and ECMA-402 6.5 ignores it). Offsets (`+05:00`),
 * abbreviations that only ICU knows (`PST`, `IST`) and the empty name are not.
 */
export function isTimeZone(name: string): boolean {
  const cached = known.get(name);
  if (cached !== undefined) return cached;
  if (!shape.test(name)) return false;
  const answer = !dropped.test(name) && isKnownToTemporal(name);
  if (known.size >= cacheSize) known.clear();
  known.set(name, answer);
  return answer;
}

function isKnownToTemporal(name: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return true;
  } catch {
    return false;
  }
}
