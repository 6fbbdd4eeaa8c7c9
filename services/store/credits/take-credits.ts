import type { NewDelivery } from "../deliveries/insert-deliveries.ts";
import type { ScheduleRecord } from "../schedules/schedule-record.ts";
import type { Queryable } from "../session/connect.ts";

/** Credits that one schedule takes; below 0: it gives some back. */
export interface TakenCredits {
  readonly scheduleId: Buffer;
  readonly taken: number;
}

/**
 * Changes how many credits schedules have taken, by primary key, in the transaction that writes the
 * deliveries. One statement for all; none when nothing is taken. `credits_taken` refuses more than there are,
 * so a mistake in a plan undoes the transaction and spends nothing.
 */
export async function takeCredits(
  transaction: Queryable,
  taken: readonly TakenCredits[],
  now: number,
): Promise<void> {
  const values = taken
    .filter((each) => each.taken !== 0)
    .map((each) => ({ id: each.scheduleId.toString("hex"), taken: each.taken }));
  if (values.length === 0) return;
  await transaction.change(
    `UPDATE JSON_TABLE(?, '$[*]' COLUMNS (id CHAR(32) PATH '$.id', taken BIGINT PATH '$.taken')) w
       STRAIGHT_JOIN credits c FORCE INDEX (PRIMARY) ON c.schedule_id = UNHEX(w.id)
     SET c.taken = c.taken + w.taken, c.updated_at = ?`,
    [JSON.stringify(values), now],
  );
}

/**
 * Counts the credits that new deliveries of a schedule take: one each, but none for what is written as ended,
 * such as a skipped occurrence, and none beside the plan. 0 for a schedule that is not prepaid.
 */
export function creditsTaken(
  { creditsLeft }: Pick<ScheduleRecord, "creditsLeft">,
  deliveries: readonly Pick<NewDelivery, "state" | "ordinal">[],
): number {
  if (creditsLeft === null) return 0;
  return deliveries.filter(({ state, ordinal }) => state === "scheduled" && ordinal >= 0).length;
}
