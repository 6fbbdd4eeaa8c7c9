import type { RowDataPacket } from "mysql2/promise";
import type { Queryable } from "../session/connect.ts";

/** An account's plan, and what it has made in a period. */
export interface AccountUsage {
  readonly plan: string;
  /** Schedules made, in both modes. */
  readonly scheduled: number;
}

interface UsageRow extends RowDataPacket {
  id: Buffer;
  plan: string;
  scheduled: string | number;
}

/**
 * Loads the usage of accounts, by the account's id in hex, on the primary keys of `accounts` and `usage_counts`.
 * Locks nothing. An account that does not exist is left out.
 *
 * @param period year and month, such as 202611
 */
export async function loadUsage(
  store: Queryable,
  accountIds: readonly Buffer[],
  period: number,
): Promise<Map<string, AccountUsage>> {
  if (accountIds.length === 0) return new Map();
  const rows = await store.rows<UsageRow>(
    `SELECT a.id, a.plan, (SELECT COALESCE(SUM(u.schedules), 0) FROM usage_counts u
       WHERE u.account_id = a.id AND u.period = ?) AS scheduled
     FROM accounts a FORCE INDEX (PRIMARY) WHERE a.id IN (?)`,
    [period, [...accountIds]],
  );
  return new Map(
    rows.map(({ id, plan, scheduled }) => [id.toString("hex"), { plan, scheduled: Number(scheduled) }]),
  );
}
