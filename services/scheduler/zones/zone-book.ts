import type { ZoneRulesInForce, ZoneRulesRecord } from "../../store/for-scheduler.ts";
import type { RulesOf } from "../plan/upcoming-occurrences.ts";
import type { ZoneRules } from "../timing/offset-span.ts";
import { rulesFrom } from "../timing/zone-answers.ts";
import type { ZoneDatabase } from "./zone-database.ts";

/** The rules by which a new plan in a zone is made. */
export interface RulesForNewPlans {
  /** The record id that the plan stores; null: the zone's rules have not been recorded yet. */
  readonly id: number | null;
  readonly rules: ZoneRules;
}

/** The rules of a plan are recorded, but this process has not read them yet. */
export class UnreadZoneRules extends RangeError {}

/**
 * The zone rules recorded in the store. Plans use the recorded rules and not the process's own, so that
 * schedulers with different zone databases agree; a process's own rules are used only where none are
 * recorded.
 */
export class ZoneBook {
  readonly own: ZoneDatabase;
  #inForce: ZoneRulesInForce = { version: "", edition: 0 };
  #through = 0;
  readonly #records = new Map<number, ZoneRulesRecord & { rules: ZoneRules | null }>();
  readonly #latest = new Map<string, ZoneRulesRecord>();

  constructor(own: ZoneDatabase) {
    this.own = own;
  }

  /** The edition by which plans are made; this process's own until the store has been read. */
  get version(): string {
    return this.#inForce.version || this.own.version;
  }

  /** All records up to this id have been read. */
  get through(): number {
    return this.#through;
  }

  /** Returns the latest record of a zone; null: none. */
  latest(zone: string): ZoneRulesRecord | null {
    return this.#latest.get(zone) ?? null;
  }

  /** Adds what was read from the store. @param records those after `through`, the oldest first */
  take(inForce: ZoneRulesInForce, records: readonly ZoneRulesRecord[]): void {
    this.#inForce = inForce;
    // Taken from the counter, not from the last record: an id goes unused when another scheduler recorded the
    // zone first.
    this.#through = Math.max(this.#through, inForce.edition);
    for (const record of records) {
      this.#records.set(record.id, { ...record, rules: null });
      this.#latest.set(record.zone, record);
    }
  }

  /** Returns the rules for a plan that is made now. */
  readonly forNewPlans = (zone: string): RulesForNewPlans => {
    const id = this.#latest.get(zone)?.id ?? null;
    return { id, rules: id === null ? this.own.rules : this.#recorded(id) };
  };

  /**
   * Returns the rules of an existing plan: those that it names, else those in force. Uses those in force,
   * too, when the named ones belong to another zone: a release that does not know the column may have changed
   * the zone.
   */
  readonly rulesOf: RulesOf = ({ zoneRules, timezone }) => {
    const zone = timezone ?? "UTC";
    if (zoneRules === null) return this.forNewPlans(zone).rules;
    const record = this.#records.get(zoneRules);
    if (record !== undefined) {
      return record.zone === zone ? this.#recorded(zoneRules) : this.forNewPlans(zone).rules;
    }
    return {
      spanAt() {
        throw new UnreadZoneRules(`the rules ${zoneRules} of ${zone} are not read yet`);
      },
    };
  };

  /** True if the rules that a plan names are known and belong to its zone. */
  knows(zoneRules: number | null, zone: string): boolean {
    return zoneRules !== null && this.#records.get(zoneRules)?.zone === zone;
  }

  #recorded(id: number): ZoneRules {
    const record = this.#records.get(id);
    if (record === undefined) return this.own.rules;
    record.rules ??= rulesFrom(record, this.own.rules);
    return record.rules;
  }
}
