import type { RowDataPacket } from "mysql2/promise";
import type { Queryable } from "../session/connect.ts";

/** A zone that open plans go by. */
export interface ZoneInUse {
  readonly zone: string;
  /** The oldest rules that any of them goes by; null: by which one was made is not noted. */
  readonly oldest: number | null;
}

/** The next zone in the index, and the first of its schedules there; the others are jumped over. */
export const nextZoneInUseSql = `SELECT open_zone, zone_rules_id FROM schedules FORCE INDEX (schedules_by_zone_rules)
  WHERE open_zone > ? ORDER BY open_zone, zone_rules_id LIMIT 1`;

/**
 * Every zone that an open schedule goes by: a statement of 0.1 ms for each. One statement for all, be it a GROUP BY or
 * recursive, reads the index as a whole.
 */
export async function findZonesInUse(store: Queryable): Promise<ZoneInUse[]> {
  const found: ZoneInUse[] = [];
  for (;;) {
    const [next] = await store.rows<RowDataPacket & { open_zone: string; zone_rules_id: number | null }>(
      nextZoneInUseSql,
      [found.at(-1)?.zone ?? ""],
    );
    if (!next) return found;
    found.push({ zone: next.open_zone, oldest: next.zone_rules_id });
  }
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
