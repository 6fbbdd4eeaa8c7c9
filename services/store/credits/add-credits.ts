import type { Queryable } from "../session/connect.ts";
import { type CreditEntry, insertCreditEntry } from "./credit-entries.ts";
import { planOnByCredit } from "./plan-on-by-credit.ts";

/**
 * Adds credits to a prepaid schedule and lets it go on: see `planOnByCredit`.
 *
 * @param entry says why; its runs are above 0
 * @returns false when the schedule is not prepaid; then nothing has changed. The caller has locked it, and
 * has made sure that it has not ended.
 */
export async function addCredits(transaction: Queryable, entry: CreditEntry): Promise<boolean> {
  const { scheduleId, runs, createdAt } = entry;
  const met = await transaction.change(
    "UPDATE credits FORCE INDEX (PRIMARY) SET total = total + ?, updated_at = ? WHERE schedule_id = ?",
    [runs, createdAt, scheduleId],
  );
  if (met === 0) return false;
  await insertCreditEntry(transaction, entry);
  await planOnByCredit(transaction, [scheduleId], createdAt);
  return true;
}
