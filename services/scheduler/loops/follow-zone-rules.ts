import { prefixedId } from "../../runtime/ulid.ts";
import {
  announceZoneRules,
  findOutdatedPlans,
  findZonesInUse,
  loadZoneRules,
  type Replanned,
  readZoneRulesInForce,
  replanSchedules,
  type ScheduleRecord,
} from "../../store/for-scheduler.ts";
import type { Scheduler } from "../scheduler.ts";
import { isNewerVersion } from "../zones/newer-version.ts";
import { recordOwnAnswers } from "../zones/record-own-answers.ts";
import { replanned } from "../zones/replanned.ts";

/** Schedules of one transaction, and those that are looked up at once, the most urgent of a zone. */
const mostReplanned = 200;
const mostFound = 20_000;

/**
 * Between two looks for plans that do not go by the rules in force, such as those of a scheduler of an older release;
 * every pass looks for as long after something was recorded, since others may not have heard of it yet.
 */
const lookEveryMs = 10_000;

/** What one pass did. */
export interface ZoneRulesPass {
  /** This process's edition was put in force now, in the place of this one; null: it was not. */
  readonly tookOverFrom: string | null;
  /** Schedules of a zone whose plans were made anew, and those of which nothing that is to come moves. */
  readonly zone: string | null;
  readonly replanned: number;
  readonly unchanged: number;
  /** Those that could not be worked out, and why. */
  readonly setAside: readonly { readonly scheduleId: string; readonly problem: unknown }[];
  /** There is more to do. */
  readonly more: boolean;
}

/** One that found nothing to do. */
export const noZoneRulesPass: ZoneRulesPass = {
  tookOverFrom: null,
  zone: null,
  replanned: 0,
  unchanged: 0,
  setAside: [],
  more: false,
};

/** What is left to do, of one zone. */
interface Outdated {
  readonly zone: string;
  readonly zoneRules: number;
  readonly ids: Buffer[];
}

/**
 * Has all open plans go by the rules of their zones that are in force: reads what other schedulers have recorded, puts
 * this process's own in force when they are newer, and makes plans anew that were made by older ones, a batch a pass.
 */
export function createZoneFollower(scheduler: Scheduler) {
  const { store, clock, zones } = scheduler;
  const agreed = new Map<string, number>();
  /** Looked at in vain: not again before the rules of their zone change once more. */
  const vain = new Set<string>();
  let outdated: Outdated | null = null;
  let lookedAt = -Infinity;
  let recordedAt = -Infinity;

  async function read(): Promise<string | null> {
    const inForce = await readZoneRulesInForce(store);
    const before = zones.through;
    zones.take(inForce, inForce.edition > before ? await loadZoneRules(store, before) : []);
    if (zones.through > before) recordedAt = clock.now();
    const { version } = zones.own;
    if (!isNewerVersion(version, inForce.version)) return null;
    const took = await announceZoneRules(store, inForce.version, version, clock.now());
    if (took) zones.take({ ...inForce, version }, []);
    return took ? inForce.version : null;
  }

  async function findOutdated(): Promise<Outdated | null> {
    const now = clock.now();
    if (now - lookedAt < lookEveryMs && now - recordedAt >= lookEveryMs) return null;
    lookedAt = now;
    const inUse = await findZonesInUse(store);
    const named = new Set(inUse.map(({ zone }) => zone));
    if (await recordOwnAnswers(store, zones, named, agreed, now)) await read();
    for (const { zone, oldest } of inUse) {
      const latest = zones.latest(zone);
      if (latest === null || (oldest !== null && oldest >= latest.id)) continue;
      const found = await findOutdatedPlans(store, zone, latest.id, mostFound);
      const ids = found.filter((id) => !vain.has(keyOf(id, latest.id)));
      if (ids.length > 0) return { zone, zoneRules: latest.id, ids };
    }
    return null;
  }

  async function replanBatch({ zone, zoneRules, ids }: Outdated) {
    const now = clock.now();
    // By id: what a deadlock undid is decided again.
    const setAside = new Map<string, unknown>();
    const decide = (
      schedule: ScheduleRecord,
      ahead: Parameters<typeof replanned>[1],
    ): Replanned | null | "leave" => {
      const before = zones.knows(schedule.zoneRules, zone) ? zones.rulesOf(schedule) : null;
      const rules = { before, now: zones.forNewPlans(zone).rules, id: zoneRules };
      try {
        return replanned(schedule, ahead, rules, now);
      } catch (problem) {
        setAside.set(prefixedId("sch", schedule.id), problem);
        vain.add(keyOf(schedule.id, zoneRules));
        return "leave";
      }
    };
    const pass = await replanSchedules(store, ids.splice(0, mostReplanned), zone, zoneRules, now, decide);
    return {
      ...pass,
      zone,
      setAside: [...setAside].map(([scheduleId, problem]) => ({ scheduleId, problem })),
    };
  }

  return {
    /** Reads what is recorded, and puts this process's edition in force when it is newer. @returns in whose place */
    read,
    /** One pass: a look, and a batch of what is to be made anew. */
    async runOnce(): Promise<ZoneRulesPass> {
      const looked = { ...noZoneRulesPass, tookOverFrom: await read() };
      outdated ??= await findOutdated();
      if (outdated === null) return looked;
      const isNewest = zones.latest(outdated.zone)?.id === outdated.zoneRules;
      const done = isNewest ? await replanBatch(outdated) : {};
      // What is left over, and other zones, are found by another look, at once.
      if (!isNewest || outdated.ids.length === 0) {
        outdated = null;
        lookedAt = -Infinity;
      }
      return { ...looked, ...done, more: true };
    },
  };
}

function keyOf(id: Buffer, zoneRules: number): string {
  return `${id.toString("hex")} ${zoneRules}`;
}
