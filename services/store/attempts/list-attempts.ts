import type { Owner } from "../accounts/owner.ts";
import { countEntries } from "../lists/count-entries.ts";
import { type Condition, newestFirst } from "../lists/newest-first.ts";
import type { Queryable } from "../session/connect.ts";
import {
  type AttemptRecord,
  type AttemptRow,
  attemptBranches,
  attemptColumns,
  toAttemptRecord,
} from "./attempt-record.ts";

/** Selects the attempts of one delivery, of one schedule, or all of the owner's. */
export type AttemptsOf = { readonly deliveryId: Buffer } | { readonly scheduleId: Buffer } | "owner";

/** Returns a page of attempts, newest first, on the index that fits the selection. */
export async function listAttempts(
  store: Queryable,
  owner: Owner,
  of: AttemptsOf,
  before: Buffer | null,
  limit: number,
): Promise<AttemptRecord[]> {
  const page = newestFirst({
    columns: attemptColumns,
    from: table(of),
    idColumn: "id",
    branches: branches(owner, of),
    filters: [],
    before,
    limit,
  });
  const rows = await store.rows<AttemptRow>(page.sql, page.bound);
  return rows.map(toAttemptRecord);
}

/** Counts attempts; null when counting would have to look at too many. */
export async function countAttempts(store: Queryable, owner: Owner, of: AttemptsOf): Promise<number | null> {
  return countEntries(store, { from: table(of), idColumn: "id", branches: branches(owner, of), bounds: [] });
}

function table(of: AttemptsOf): string {
  if (of === "owner") return "attempts FORCE INDEX (attempts_by_outcome)";
  return `attempts FORCE INDEX (${"deliveryId" in of ? "attempts_by_delivery" : "attempts_by_schedule"})`;
}

function branches(owner: Owner, of: AttemptsOf): Condition[] {
  if (of === "owner") return attemptBranches(owner, null);
  if ("deliveryId" in of) return [{ sql: "delivery_id = ?", bound: [of.deliveryId] }];
  return [{ sql: "schedule_id = ?", bound: [of.scheduleId] }];
}
