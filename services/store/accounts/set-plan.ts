import type { RowDataPacket } from "mysql2/promise";
import type { Transaction } from "../session/connect.ts";

/**
 * Puts a project's account on a plan, and gives the project the plan's retention. A project without an account
 * gets the given one. Locks the project first, so that two at once make one account.
 *
 * @param account id of the account to make if there is none
 * @param retentionDays null: the services' `RETENTION_DAYS` applies
 * @returns the account's id
 */
export async function setPlan(
  transaction: Transaction,
  projectId: Buffer,
  plan: string,
  retentionDays: number | null,
  account: { readonly id: Buffer; readonly createdAt: number },
): Promise<Buffer> {
  await transaction.change(
    "UPDATE projects SET account_id = COALESCE(account_id, ?), retention_days = ? WHERE id = ?",
    [account.id, retentionDays, projectId],
  );
  const [row] = await transaction.rows<RowDataPacket & { account_id: Buffer }>(
    "SELECT account_id FROM projects WHERE id = ?",
    [projectId],
  );
  const id = row?.account_id ?? account.id;
  await transaction.change(
    "INSERT INTO accounts (id, plan, created_at) VALUES (?, ?, ?) ON DUPLICATE KEY UPDATE plan = VALUES(plan)",
    [id, plan, account.createdAt],
  );
  return id;
}
