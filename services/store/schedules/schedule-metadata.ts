import type { Bound, Queryable } from "../connect.ts";
import type { Owner } from "../mode.ts";

interface WithMetadata extends Owner {
  readonly id: Buffer;
  readonly metadata: Readonly<Record<string, string>>;
}

/** Writes the pairs by which schedules are found; the object's own copy stands in `schedules.metadata`. */
export async function insertScheduleMetadata(
  transaction: Queryable,
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
  if (rows.length === 0) return;
  await transaction.change(
    "INSERT INTO schedule_metadata (schedule_id, project_id, mode, meta_key, meta_value) VALUES ?",
    [rows],
  );
}

/** Replaces the pairs of one schedule. */
export async function replaceScheduleMetadata(transaction: Queryable, schedule: WithMetadata): Promise<void> {
  await transaction.change("DELETE FROM schedule_metadata WHERE schedule_id = ?", [schedule.id]);
  await insertScheduleMetadata(transaction, [schedule]);
}
