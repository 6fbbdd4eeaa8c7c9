import type { Owner } from "../accounts/owner.ts";
import { lockSchedule } from "../schedules/find-schedules.ts";
import type { ScheduleRecord } from "../schedules/schedule-record.ts";
import type { Queryable } from "../session/connect.ts";
import { addCredits } from "./add-credits.ts";
import type { CreditEntry } from "./credit-entries.ts";

/**
 * Adds credits to a schedule, in the caller's transaction. Locks the schedule, so a concurrent cancel either
 * comes first, and `check` sees it, or cancels a schedule that has the credits.
 *
 * @param check throws when the locked schedule must not get any
 * @returns false when the owner has no prepaid schedule with the entry's id
 */
export async function topUpSchedule(
  transaction: Queryable,
  owner: Owner,
  entry: CreditEntry,
  check: (schedule: ScheduleRecord) => void,
): Promise<boolean> {
  const schedule = await lockSchedule(transaction, owner, entry.scheduleId);
  if (schedule === null || schedule.creditsLeft === null) return false;
  check(schedule);
  return addCredits(transaction, entry);
}
