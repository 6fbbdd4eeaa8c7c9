import { setImmediate as breathe } from "node:timers/promises";
import { type FoundRules, recordZoneRules, type Store } from "../../store/for-scheduler.ts";
import { answersOf } from "../timing/zone-answers.ts";
import { isNewerVersion } from "./newer-version.ts";
import type { ZoneBook } from "./zone-book.ts";

/**
 * The recorded span reaches back to the earliest start of a plan that is still looked at, and ahead to the
 * latest instant that can be planned (10 years).
 */
const backMs = 400 * 86_400_000;
const aheadMs = 11 * 366 * 86_400_000;

/**
 * Records this process's answers for zones that have no record, or whose record is of an older edition and
 * differs. Does nothing while another edition than this process's is in force.
 *
 * @param agreed zones whose answers match the record, with the record's id; added to
 * @returns true if there was something to record, by this scheduler or another; the caller must then read the
 * records
 */
export async function recordOwnAnswers(
  store: Store,
  zones: ZoneBook,
  inUse: Iterable<string>,
  agreed: Map<string, number>,
  now: number,
): Promise<boolean> {
  const { own } = zones;
  if (zones.version !== own.version) return false;
  const found: FoundRules[] = [];
  for (const zone of inUse) {
    const latest = zones.latest(zone);
    if (latest !== null && agreed.get(zone) === latest.id) continue;
    // The polyfill takes some milliseconds for each zone.
    await breathe();
    try {
      const answers = answersOf(
        own.rules,
        zone,
        latest?.from ?? now - backMs,
        latest?.until ?? now + aheadMs,
      );
      const isSame = latest !== null && latest.answers === answers.answers;
      if (latest !== null && (isSame || !isNewerVersion(own.version, latest.version)))
        agreed.set(zone, latest.id);
      else {
        const whole = latest === null ? answers : answersOf(own.rules, zone, now - backMs, now + aheadMs);
        found.push({ zone, version: own.version, ...whole, replaces: latest?.id ?? null });
      }
    } catch {
      // This Node does not know the zone: its record stays in force.
    }
  }
  if (found.length > 0) await recordZoneRules(store, own.version, found, now);
  return found.length > 0;
}
