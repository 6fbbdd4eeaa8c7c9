import type { Queryable } from "../session/connect.ts";
import { type CreditEntry, insertCreditEntry } from "./credit-entries.ts";

/**
 * Writes the credits of a new prepaid schedule, with the entry that they come from, in the transaction that
 * writes the schedule.
 *
 * @param taken by its first deliveries
 */
export async function insertCredits(
  transaction: Queryable,
  projectId: Buffer,
  taken: number,
  entry: CreditEntry,
): Promise<void> {
  const { scheduleId, runs, createdAt } = entry;
  await transaction.change(
    "INSERT INTO credits (schedule_id, project_id, total, taken, updated_at) VALUES (?, ?, ?, ?, ?)",
    [scheduleId, projectId, runs, taken, createdAt],
  );
  await insertCreditEntry(transaction, entry);
}
