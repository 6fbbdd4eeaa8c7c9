import type { RowDataPacket } from "mysql2/promise";
import type { Queryable, Store } from "../session/connect.ts";
import { readZoneRulesInForce, type ZoneRulesRecord } from "./load-zone-rules.ts";

/** The answers of a scheduler's own edition of the zone database. */
export interface FoundRules extends Omit<ZoneRulesRecord, "id"> {
  /** The record that these answers differ from; null: the zone had none. */
  readonly replaces: number | null;
}

/**
 * Puts an edition of the zone database in force in place of another one.
 *
 * @returns false when the other one was no longer in force
 */
export async function announceZoneRules(
  store: Queryable,
  before: string,
  version: string,
  now: number,
): Promise<boolean> {
  const met = await store.change(
    "UPDATE zone_rules_in_force SET version = ?, since = ? WHERE name = 'zones' AND version = ?",
    [version, now, before],
  );
  return met === 1;
}

/**
 * Records answers, except for zones that another scheduler has recorded meanwhile, and none at all once
 * another edition is in force. Changes the one row of `zone_rules_in_force` first, so that schedulers on any
 * nodes record one after the other.
 *
 * @returns how many were recorded
 */
export function recordZoneRules(
  store: Store,
  version: string,
  found: readonly FoundRules[],
  now: number,
): Promise<number> {
  return store.transact(async (transaction) => {
    const isInForce = await transaction.change(
      "UPDATE zone_rules_in_force SET edition = edition + ? WHERE name = 'zones' AND version = ?",
      [found.length, version],
    );
    if (isInForce === 0) return 0;
    const { edition } = await readZoneRulesInForce(transaction);
    const rows = await transaction.rows<RowDataPacket & { zone: string; id: number }>(
      "SELECT zone, MAX(id) AS id FROM zone_rules FORCE INDEX (zone_rules_by_zone) WHERE zone IN (?) GROUP BY zone",
      [found.map(({ zone }) => zone)],
    );
    const last = new Map(rows.map(({ zone, id }) => [zone, id]));
    const recorded = found.filter(({ zone, replaces }) => (last.get(zone) ?? null) === replaces);
    if (recorded.length === 0) return 0;
    const first = edition - found.length + 1;
    const values = recorded.map((each, index) => [
      first + index,
      each.zone,
      each.version,
      each.from,
      each.until,
      each.answers,
      now,
    ]);
    return transaction.change(
      "INSERT INTO zone_rules (id, zone, version, answers_from, answers_until, answers, recorded_at) VALUES ?",
      [values],
    );
  });
}
