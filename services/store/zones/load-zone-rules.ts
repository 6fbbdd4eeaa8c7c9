import type { RowDataPacket } from "mysql2/promise";
import type { Queryable } from "../session/connect.ts";

/**
 * Describes what one edition of the zone database answers about a zone. A row never changes; newer answers are a new
 * row.
 */
export interface ZoneRulesRecord {
  /** Rises with every record of any zone. */
  readonly id: number;
  readonly zone: string;
  /** The edition that said so first, such as `2026e`. */
  readonly version: string;
  /** The span of time that the answers are about; the end is exclusive. */
  readonly from: number;
  readonly until: number;
  /** As `ZoneAnswers` of the scheduler's timing writes them. */
  readonly answers: string;
}

/** The newest edition of the zone database that a scheduler of this store has had, and the last record made. */
export interface ZoneRulesInForce {
  /** Empty: none yet. */
  readonly version: string;
  readonly edition: number;
}

/** Returns what plans go by now. One row by primary key. */
export async function readZoneRulesInForce(store: Queryable): Promise<ZoneRulesInForce> {
  const [row] = await store.rows<RowDataPacket & ZoneRulesInForce>(
    "SELECT version, edition FROM zone_rules_in_force WHERE name = 'zones'",
  );
  return row ? { version: row.version, edition: row.edition } : { version: "", edition: 0 };
}

/** The records made after the one with the id `after`, the oldest first. Past plans name old ones, so all are kept. */
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
