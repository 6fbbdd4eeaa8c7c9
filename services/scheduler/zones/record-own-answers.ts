import { setImmediate as breathe } from "node:timers/promises";
import { type FoundRules, recordZoneRules, type Store } from "../../store/for-scheduler.ts";
import { answersOf } from "../timing/zone-answers.ts";
import { isNewerVersion } from "./newer-version.ts";
import type { ZoneBook } from "./zone-book.ts";

/** Back to where a plan may have begun that is still looked at, and on to where an instant may be planned (10 years). */
const backMs = 400 * 86_400_000;
const aheadMs = 11 * 366 * 86_400_000;

/**
 * Records what this process's zones answer, of those of which nothing is recorded and those of which an older edition
 * was recorded that answers otherwise. Does nothing while another edition than this process's is in force.
 *
 * @param agreed zones that were found to answer as recorded, by what was recorded; added to
 * @returns whether there was something to record: what is recorded now, by this scheduler or another, must be read
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
    // The polyfill takes some milliseconds over a zone.
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
      // This Node does not know the zone: what is recorded stays in force.
    }
  }
  if (found.length > 0) await recordZoneRules(store, own.version, found, now);
  return found.length > 0;
}
