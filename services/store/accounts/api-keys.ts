import type { RowDataPacket } from "mysql2/promise";
import type { Queryable } from "../session/connect.ts";
import type { Mode, Owner } from "./owner.ts";

export interface ApiKeyRecord extends Owner {
  readonly id: Buffer;
  readonly name: string;
  /** SHA-256 of the key, 32 bytes; the key itself is not stored. */
  readonly keyHash: Buffer;
  /** The beginning and end of the key, for people to recognize it. */
  readonly keyHint: string;
  /** Any of `read`, `write`, `replay`, `admin`. */
  readonly scopes: readonly string[];
  readonly createdAt: number;
  readonly lastUsedAt: number | null;
  readonly revokedAt: number | null;
}

export interface ApiKeyRow extends RowDataPacket {
  id: Buffer;
  project_id: Buffer;
  mode: Mode;
  name: string;
  key_hash: Buffer;
  key_hint: string;
  scopes: string;
  created_at: number;
  last_used_at: number | null;
  revoked_at: number | null;
}

/** The columns that `toApiKeyRecord` reads. */
export const apiKeyColumns =
  "id, project_id, mode, name, key_hash, key_hint, scopes, created_at, last_used_at, revoked_at";

/** Finds the key with this hash, on `api_keys_by_hash`; null: none. */
export async function findApiKey(store: Queryable, keyHash: Buffer): Promise<ApiKeyRecord | null> {
  const [row] = await store.rows<ApiKeyRow>(`SELECT ${apiKeyColumns} FROM api_keys WHERE key_hash = ?`, [
    keyHash,
  ]);
  return row ? toApiKeyRecord(row) : null;
}

/** Finds one of the owner's keys by primary key; null: none with this id. */
export async function findApiKeyById(
  store: Queryable,
  { projectId, mode }: Owner,
  id: Buffer,
): Promise<ApiKeyRecord | null> {
  const [row] = await store.rows<ApiKeyRow>(
    `SELECT ${apiKeyColumns} FROM api_keys WHERE id = ? AND project_id = ? AND mode = ?`,
    [id, projectId, mode],
  );
  return row ? toApiKeyRecord(row) : null;
}

/** Writes keys. */
export async function insertApiKeys(transaction: Queryable, keys: readonly ApiKeyRecord[]): Promise<void> {
  if (keys.length === 0) return;
  await transaction.change(`INSERT INTO api_keys (${apiKeyColumns}) VALUES ?`, [
    keys.map((key) => [
      key.id,
      key.projectId,
      key.mode,
      key.name,
      key.keyHash,
      key.keyHint,
      key.scopes.join(" "),
      key.createdAt,
      key.lastUsedAt,
      key.revokedAt,
    ]),
  ]);
}

export function toApiKeyRecord(row: ApiKeyRow): ApiKeyRecord {
  return {
    id: row.id,
    projectId: row.project_id,
    mode: row.mode,
    name: row.name,
    keyHash: row.key_hash,
    keyHint: row.key_hint,
    scopes: row.scopes.split(" ").filter(Boolean),
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
    revokedAt: row.revoked_at,
  };
}
