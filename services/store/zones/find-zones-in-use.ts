import type { RowDataPacket } from "mysql2/promise";
import type { Queryable } from "../connect.ts";

/** A zone, and rules, that open plans go by. */
export interface ZoneInUse {
  readonly zone: string;
  /** Null: by which they were made is not noted. */
  readonly zoneRules: number | null;
}

interface InUseRow extends RowDataPacket {
  open_zone: string;
  zone_rules_id: number | null;
}

/** Jumps from zone to zone in the index, however many schedules each has. */
export const zonesInUseSql = `SELECT open_zone, zone_rules_id FROM schedules FORCE INDEX (schedules_by_zone_rules)
  WHERE open_zone IS NOT NULL GROUP BY open_zone, zone_rules_id`;

/** Every zone that an open schedule goes by, once for each of the rules. */
export async function findZonesInUse(store: Queryable): Promise<ZoneInUse[]> {
  const rows = await store.rows<InUseRow>(zonesInUseSql);
  return rows.map(({ open_zone, zone_rules_id }) => ({ zone: open_zone, zoneRules: zone_rules_id }));
}

/** The two ways in which a plan may not go by the rules in force: it goes by older ones, or by none that is noted. */
export const outdatedPlansSql = `SELECT id, planned_through FROM schedules FORCE INDEX (schedules_by_zone_rules)
    WHERE open_zone = ? AND zone_rules_id IS NULL
  UNION ALL SELECT id, planned_through FROM schedules FORCE INDEX (schedules_by_zone_rules)
    WHERE open_zone = ? AND zone_rules_id < ?
  LIMIT ?`;

/**
 * The open schedules of a zone whose plans were made by other rules than those with the id `zoneRules`: `limit` of them
 * at most, those whose planned occurrences come first foremost.
 */
export async function findOutdatedPlans(
  store: Queryable,
  zone: string,
  zoneRules: number,
  limit: number,
): Promise<Buffer[]> {
  const rows = await store.rows<RowDataPacket & { id: Buffer; planned_through: number | null }>(
    outdatedPlansSql,
    [zone, zone, zoneRules, limit],
  );
  return rows
    .sort((one, other) => (one.planned_through ?? 0) - (other.planned_through ?? 0))
    .map(({ id }) => id);
}
