import type { Transaction } from "../session/connect.ts";
import { insertRows } from "../session/insert-rows.ts";
import { type AttemptRecord, attemptColumns } from "./attempt-record.ts";

/** An attempt that ended, and the ordinal of its delivery; below 0: a replay or trigger. */
export interface EndedAttempt {
  readonly attempt: AttemptRecord;
  readonly ordinal: number;
}

/**
 * Writes attempts. The unique key `attempts_by_delivery` refuses a second one with the same number. Marks the
 * first attempts of planned occurrences, whose offsets measure punctuality.
 *
 * @param settledAt the instant by which figures count them; must be about now
 */
export async function insertAttempts(
  transaction: Transaction,
  attempts: readonly EndedAttempt[],
  settledAt: number,
): Promise<void> {
  await insertRows(
    transaction,
    "attempts",
    `${attemptColumns}, settled_at, counts_offset`,
    attempts.map(({ attempt, ordinal }) => [
      attempt.id,
      attempt.deliveryId,
      attempt.scheduleId,
      attempt.projectId,
      attempt.mode,
      attempt.number,
      attempt.startedAt,
      attempt.offsetMs,
      attempt.durationMs,
      attempt.outcome,
      attempt.statusCode,
      attempt.errorCode,
      attempt.errorMessage,
      attempt.responseBytes,
      attempt.sealedSnippet,
      attempt.nextAttemptAt,
      settledAt,
      attempt.number === 1 && ordinal >= 0,
    ]),
  );
}
