import type { Transaction } from "../session/connect.ts";
import { insertRows } from "../session/insert-rows.ts";
import { type AttemptRecord, attemptColumns } from "./attempt-record.ts";

/** An attempt that ended, and the ordinal of its delivery: below 0 it stands beside the plan. */
export interface EndedAttempt {
  readonly attempt: AttemptRecord;
  readonly ordinal: number;
}

/**
 * Writes attempts; a second one with the same number of a delivery is refused by `attempts_by_delivery`. The
 * first attempts of planned occurrences are marked: punctuality is measured by their offsets.
 *
 * @param settledAt by which the figures count them, so it must be about now
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
