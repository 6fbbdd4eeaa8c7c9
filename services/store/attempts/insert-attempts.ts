import type { Queryable } from "../connect.ts";
import { type AttemptRecord, attemptColumns } from "./attempt-record.ts";

/** Writes attempts; a second one with the same number of a delivery is refused by `attempts_by_delivery`. */
export async function insertAttempts(
  transaction: Queryable,
  attempts: readonly AttemptRecord[],
): Promise<void> {
  if (attempts.length === 0) return;
  await transaction.change(`INSERT INTO attempts (${attemptColumns}) VALUES ?`, [
    attempts.map((attempt) => [
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
    ]),
  ]);
}
