import type { Owner } from "../accounts/owner.ts";
import type { Bound, Transaction } from "../session/connect.ts";
import { insertRows } from "../session/insert-rows.ts";

interface WithMetadata extends Owner {
  readonly id: Buffer;
  readonly metadata: Readonly<Record<string, string>>;
}

/** Writes the pairs by which schedules are found. The copy that callers see is in `schedules.metadata`. */
export async function insertScheduleMetadata(
  transaction: Transaction,
  schedules: readonly WithMetadata[],
): Promise<void> {
  const rows: Bound[][] = schedules.flatMap((schedule) =>
    Object.entries(schedule.metadata).map(([key, value]) => [
      schedule.id,
      schedule.projectId,
      schedule.mode,
      Buffer.from(key),
      Buffer.from(value),
    ]),
  );
  await insertRows(
    transaction,
    "schedule_metadata",
    "schedule_id, project_id, mode, meta_key, meta_value",
    rows,
  );
}

/** Replaces the pairs of one schedule. */
export async function replaceScheduleMetadata(
  transaction: Transaction,
  schedule: WithMetadata,
): Promise<void> {
  await transaction.change("DELETE FROM schedule_metadata WHERE schedule_id = ?", [schedule.id]);
  await insertScheduleMetadata(transaction, [schedule]);
}
