import type { RowDataPacket } from "mysql2/promise";
import type { Queryable } from "../session/connect.ts";

/**
 * The offsets of a zone in one edition of the zone database. A row never changes; newer answers get a new
 * row.
 */
export interface ZoneRulesRecord {
  /** Rises with every record of any zone. */
  readonly id: number;
  readonly zone: string;
  /** The first edition with these answers, such as `2026e`. */
  readonly version: string;
  /** The span of time that the answers cover; the end is exclusive. */
  readonly from: number;
  readonly until: number;
  /** In the text format of the scheduler's `ZoneAnswers`. */
  readonly answers: string;
}

/**
 * The newest edition of the zone database that any scheduler of this store has had, and the id of the last
 * record.
 */
export interface ZoneRulesInForce {
  /** Empty: none yet. */
  readonly version: string;
  readonly edition: number;
}

/** Reads the edition by which plans are made now. One row by primary key. */
export async function readZoneRulesInForce(store: Queryable): Promise<ZoneRulesInForce> {
  const [row] = await store.rows<RowDataPacket & ZoneRulesInForce>(
    "SELECT version, edition FROM zone_rules_in_force WHERE name = 'zones'",
  );
  return row ? { version: row.version, edition: row.edition } : { version: "", edition: 0 };
}

/**
 * Loads the records after the one with the id `after`, the oldest first. All are kept, since past plans name
 * old ones.
 */
export async function loadZoneRules(store: Queryable, after: number): Promise<ZoneRulesRecord[]> {
  const rows = await store.rows<
    RowDataPacket & ZoneRulesRecord & { answers_from: number; answers_until: number }
  >(
    "SELECT id, zone, version, answers_from, answers_until, answers FROM zone_rules WHERE id > ? ORDER BY id",
    [after],
  );
  return rows.map(({ id, zone, version, answers_from, answers_until, answers }) => ({
    id,
    zone,
    version,
    from: answers_from,
    until: answers_until,
    answers,
  }));
}
