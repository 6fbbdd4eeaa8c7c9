import type { RowDataPacket } from "mysql2/promise";
import type { Queryable } from "../session/connect.ts";
import { type ApiKeyRecord, type ApiKeyRow, apiKeyColumns, toApiKeyRecord } from "./api-keys.ts";

/** An account and its plan. */
export interface AccountRecord {
  readonly id: Buffer;
  readonly plan: string;
}

/** A key, and the account of its project; null: the project has none. */
export interface ApiKeyAndAccount {
  readonly key: ApiKeyRecord;
  readonly account: AccountRecord | null;
}

/**
 * Finds the key with this hash together with its account, on `api_keys_by_hash` and two primary keys; null: no
 * such key.
 */
export async function findApiKeyAndAccount(
  store: Queryable,
  keyHash: Buffer,
): Promise<ApiKeyAndAccount | null> {
  const [row] = await store.rows<
    ApiKeyRow & RowDataPacket & { account_id: Buffer | null; plan: string | null }
  >(
    `SELECT ${apiKeyColumns},
       (SELECT p.account_id FROM projects p WHERE p.id = project_id) AS account_id,
       (SELECT a.plan FROM projects p JOIN accounts a ON a.id = p.account_id WHERE p.id = project_id) AS plan
     FROM api_keys WHERE key_hash = ?`,
    [keyHash],
  );
  if (row === undefined) return null;
  const { account_id: id, plan } = row;
  return { key: toApiKeyRecord(row), account: id === null || plan === null ? null : { id, plan } };
}
