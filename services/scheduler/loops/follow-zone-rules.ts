import { prefixedId } from "../../runtime/ulid.ts";
import {
  announceZoneRules,
  findOutdatedPlans,
  findZonesInUse,
  replanSchedules,
} from "../../store/for-scheduler.ts";
import type { Scheduler } from "../scheduler.ts";
import { readZoneRules } from "../zones/catch-up.ts";
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

/** Describes what one pass did. */
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
export class ZoneFollower {
  readonly #scheduler: Scheduler;
  /** Zones of which this process's own rules answer as recorded, by what was recorded. */
  readonly #agreed = new Map<string, number>();
  /**
   * Schedules that were looked at in vain: not again before the rules of their zone change once more. No `BoundedMap`,
   * which has values: it is asked for membership alone, and when there are too many all are looked at again.
   */
  readonly #vain = new Set<string>();
  #outdated: Outdated | null = null;
  #lookedAt = -Infinity;
  #recordedAt = -Infinity;
  #through = 0;

  constructor(scheduler: Scheduler) {
    this.#scheduler = scheduler;
  }

  /** Reads what is recorded, and puts this process's edition in force when it is newer. @returns in whose place */
  async read(): Promise<string | null> {
    const { store, clock, zones } = this.#scheduler;
    const inForce = await readZoneRules(this.#scheduler);
    if (zones.through > this.#through) this.#recordedAt = clock.now();
    this.#through = zones.through;
    const { version } = zones.own;
    if (!isNewerVersion(version, inForce.version)) return null;
    const took = await announceZoneRules(store, inForce.version, version, clock.now());
    if (took) zones.take({ ...inForce, version }, []);
    return took ? inForce.version : null;
  }

  /** One pass: a look, and a batch of what is to be made anew. */
  async runOnce(): Promise<ZoneRulesPass> {
    const looked = { ...noZoneRulesPass, tookOverFrom: await this.read() };
    this.#outdated ??= await this.#find();
    const outdated = this.#outdated;
    if (outdated === null) return looked;
    const isNewest = this.#scheduler.zones.latest(outdated.zone)?.id === outdated.zoneRules;
    const done = isNewest ? await this.#replanBatch(outdated) : {};
    // What is left over, and other zones, are found by another look, at once.
    if (!isNewest || outdated.ids.length === 0) {
      this.#outdated = null;
      this.#lookedAt = -Infinity;
    }
    return { ...looked, ...done, more: true };
  }

  async #find(): Promise<Outdated | null> {
    const { store, clock, zones } = this.#scheduler;
    const now = clock.now();
    const isWithin = (at: number) => Math.abs(now - at) < lookEveryMs;
    if (isWithin(this.#lookedAt) && !isWithin(this.#recordedAt)) return null;
    this.#lookedAt = now;
    const inUse = await findZonesInUse(store);
    const named = new Set(inUse.map(({ zone }) => zone));
    if (await recordOwnAnswers(store, zones, named, this.#agreed, now)) await this.read();
    for (const { zone, oldest } of inUse) {
      const latest = zones.latest(zone);
      if (latest === null || (oldest !== null && oldest >= latest.id)) continue;
      const found = await findOutdatedPlans(store, zone, latest.id, mostFound);
      const ids = found.filter((id) => !this.#vain.has(keyOf(id, latest.id)));
      if (ids.length > 0) return { zone, zoneRules: latest.id, ids };
    }
    return null;
  }

  async #replanBatch({ zone, zoneRules, ids }: Outdated) {
    const { store, clock, zones } = this.#scheduler;
    const now = clock.now();
    const rules = { now: zones.forNewPlans(zone).rules, id: zoneRules };
    // By id: what a deadlock undid is decided again.
    const setAside = new Map<string, unknown>();
    const pass = await replanSchedules(
      store,
      ids.splice(0, mostReplanned),
      zone,
      zoneRules,
      now,
      (schedule, ahead) => {
        const before = zones.knows(schedule.zoneRules, zone) ? zones.rulesOf(schedule) : null;
        try {
          return replanned(schedule, ahead, { ...rules, before }, now);
        } catch (problem) {
          setAside.set(prefixedId("sch", schedule.id), problem);
          this.#lookedInVain(keyOf(schedule.id, zoneRules));
          return "leave";
        }
      },
    );
    return {
      ...pass,
      zone,
      setAside: [...setAside].map(([scheduleId, problem]) => ({ scheduleId, problem })),
    };
  }

  #lookedInVain(key: string): void {
    if (this.#vain.size >= mostFound) this.#vain.clear();
    this.#vain.add(key);
  }
}

function keyOf(id: Buffer, zoneRules: number): string {
  return `${id.toString("hex")} ${zoneRules}`;
}
