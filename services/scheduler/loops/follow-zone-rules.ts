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

/**
 * Schedules replanned in one transaction, and schedules found by one search, those with the earliest
 * occurrences first.
 */
const mostReplanned = 200;
const mostFound = 20_000;

/**
 * Time between two searches for plans that do not use the rules in force, such as those of a scheduler of an
 * older release. After new rules are recorded, every pass searches for this long, since other schedulers may
 * not have read them yet.
 */
const lookEveryMs = 10_000;

/** Result of one pass. */
export interface ZoneRulesPass {
  /** The edition that this process's own replaced in this pass; null: none was replaced. */
  readonly tookOverFrom: string | null;
  /**
   * The zone whose schedules were replanned, or were left unchanged because none of their future occurrences
   * moves.
   */
  readonly zone: string | null;
  readonly replanned: number;
  readonly unchanged: number;
  /** The schedules whose instants could not be computed, and why. */
  readonly setAside: readonly { readonly scheduleId: string; readonly problem: unknown }[];
  /** True if there is more to do. */
  readonly more: boolean;
}

/** A pass that found nothing to do. */
export const noZoneRulesPass: ZoneRulesPass = {
  tookOverFrom: null,
  zone: null,
  replanned: 0,
  unchanged: 0,
  setAside: [],
  more: false,
};

/** The plans of one zone that are still to be replanned. */
interface Outdated {
  readonly zone: string;
  readonly zoneRules: number;
  readonly ids: Buffer[];
}

/**
 * Keeps all open plans on the zone rules in force: reads the rules that other schedulers have recorded, puts
 * this process's own in force when they are newer, and replans schedules that use older ones, one batch a
 * pass.
 */
export class ZoneFollower {
  readonly #scheduler: Scheduler;
  /** The record id of each zone for which this process's own rules agree with the record. */
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

  /**
   * Reads the recorded rules, and puts this process's edition in force when it is newer. @returns the edition
   * it replaced, or null
   */
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

  /** Runs one pass: searches when it is time, and replans one batch. */
  async runOnce(): Promise<ZoneRulesPass> {
    const looked = { ...noZoneRulesPass, tookOverFrom: await this.read() };
    this.#outdated ??= await this.#find();
    const outdated = this.#outdated;
    if (outdated === null) return looked;
    const isNewest = this.#scheduler.zones.latest(outdated.zone)?.id === outdated.zoneRules;
    const done = isNewest ? await this.#replanBatch(outdated) : {};
    // Searches again at once, for plans that are left over and for other zones.
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
    // Keyed by id, because a transaction that hit a deadlock runs again and decides again.
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
