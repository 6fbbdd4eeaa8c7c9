import type { RowDataPacket } from "mysql2/promise";
import type { Queryable } from "../../session/connect.ts";

/** Selects one schedule's `nth` newest (from 1) planned occurrence before `before`. */
export interface NthNewest {
  readonly scheduleId: Buffer;
  readonly before: number;
  readonly nth: number;
}

/**
 * Finds the selected instant for each schedule, in order; null when it has fewer occurrences. Each walks back
 * `nth` entries along `deliveries_by_occurrence`.
 */
export async function findNthNewestOccurrences(
  store: Queryable,
  wanted: readonly NthNewest[],
): Promise<(number | null)[]> {
  if (wanted.length === 0) return [];
  const selects = wanted.map(
    ({ nth }, place) =>
      `(SELECT ${place} AS place, scheduled_for FROM deliveries FORCE INDEX (deliveries_by_occurrence)
        WHERE schedule_id = ? AND scheduled_for < ? AND ordinal >= 0
        ORDER BY schedule_id DESC, scheduled_for DESC, ordinal DESC LIMIT 1 OFFSET ${Math.floor(nth) - 1})`,
  );
  const rows = await store.rows<RowDataPacket & { place: number; scheduled_for: number }>(
    selects.join(" UNION ALL "),
    wanted.flatMap(({ scheduleId, before }) => [scheduleId, before]),
  );
  const found = new Map(rows.map((row) => [row.place, row.scheduled_for]));
  return wanted.map((_, place) => found.get(place) ?? null);
}
