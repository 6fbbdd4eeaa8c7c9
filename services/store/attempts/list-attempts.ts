import type { RowDataPacket } from "mysql2/promise";
import type { Queryable } from "../connect.ts";
import type { Owner } from "../mode.ts";
import { type Condition, countRows, newestFirst } from "../newest-first.ts";
import { type AttemptRecord, type AttemptRow, attemptColumns, toAttemptRecord } from "./attempt-record.ts";

/** Whose attempts: those of one delivery, of one schedule, or all of the owner's. */
export type AttemptsOf = { readonly deliveryId: Buffer } | { readonly scheduleId: Buffer } | "owner";

/** A page of attempts, newest first, on the index that fits what is asked for. */
export async function listAttempts(
  store: Queryable,
  owner: Owner,
  of: AttemptsOf,
  before: Buffer | null,
  limit: number,
): Promise<AttemptRecord[]> {
  const page = newestFirst({
    columns: attemptColumns,
    from: "attempts",
    idColumn: "id",
    branches: [branch(owner, of)],
    filters: [],
    before,
    limit,
  });
  const rows = await store.rows<AttemptRow>(page.sql, page.bound);
  return rows.map(toAttemptRecord);
}

/** How many attempts there are. */
export async function countAttempts(store: Queryable, owner: Owner, of: AttemptsOf): Promise<number> {
  const count = countRows("attempts", [branch(owner, of)], []);
  const [row] = await store.rows<RowDataPacket & { total: number }>(count.sql, count.bound);
  return row?.total ?? 0;
}

function branch(owner: Owner, of: AttemptsOf): Condition {
  if (of === "owner") return { sql: "project_id = ? AND mode = ?", bound: [owner.projectId, owner.mode] };
  if ("deliveryId" in of) return { sql: "delivery_id = ?", bound: [of.deliveryId] };
  return { sql: "schedule_id = ?", bound: [of.scheduleId] };
}
