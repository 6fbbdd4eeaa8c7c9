import type { ZoneRulesInForce, ZoneRulesRecord } from "../../store/for-scheduler.ts";
import type { RulesOf } from "../plan/upcoming-occurrences.ts";
import type { ZoneRules } from "../timing/offset-span.ts";
import { rulesFrom } from "../timing/zone-answers.ts";
import type { ZoneDatabase } from "./zone-database.ts";

/** By what a new plan in a zone is made. */
export interface RulesForNewPlans {
  /** What the plan shall note; null: nobody has recorded the zone's rules yet. */
  readonly id: number | null;
  readonly rules: ZoneRules;
}

/** The rules of a plan are recorded, and this process has not read them yet. */
export class UnreadZoneRules extends RangeError {}

/**
 * The rules of time zones as the store has them. Plans go by what is recorded, whatever zones the process itself brings
 * along, so that schedulers with different ones agree; these are asked only where nothing is recorded.
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

  /** What is recorded last of a zone; null: nothing. */
  latest(zone: string): ZoneRulesRecord | null {
    return this.#latest.get(zone) ?? null;
  }

  /** Takes in what the store has. @param records those after `through`, the oldest first */
  take(inForce: ZoneRulesInForce, records: readonly ZoneRulesRecord[]): void {
    this.#inForce = inForce;
    // Not every id that was counted has a record: what another had recorded meanwhile is left out.
    this.#through = Math.max(this.#through, inForce.edition);
    for (const record of records) {
      this.#records.set(record.id, { ...record, rules: null });
      this.#latest.set(record.zone, record);
    }
  }

  /** For a plan that is made now. */
  readonly forNewPlans = (zone: string): RulesForNewPlans => {
    const id = this.#latest.get(zone)?.id ?? null;
    return { id, rules: id === null ? this.own.rules : this.#recorded(id) };
  };

  /**
   * For a plan that there is: those that it notes, else those in force. They may have been noted by a release that knows
   * nothing of them and left them to another zone.
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

  /** True if the rules that a plan notes are known and of its zone. */
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
