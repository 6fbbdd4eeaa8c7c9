import type { RowDataPacket } from "mysql2/promise";
import type { Owner } from "../accounts/owner.ts";
import type { Queryable } from "../session/connect.ts";

/** Records that a request with this key made this object. */
export interface IdempotencyRecord extends Owner {
  /** SHA-256 of the key, 32 bytes. */
  readonly keyHash: Buffer;
  /** SHA-256 of the request, 32 bytes. */
  readonly requestHash: Buffer;
  /**
   * The object that the request made; for a request that makes no single object, see `madeCountId`. A key
   * whose id matches no row is kept only for the minimum time.
   */
  readonly objectId: Buffer;
  readonly createdAt: number;
}

interface IdempotencyRow extends RowDataPacket {
  key_hash: Buffer;
  request_hash: Buffer;
  object_id: Buffer;
  created_at: number;
}

/** Finds the keys that were used before, by primary key. */
export async function findIdempotencyKeys(
  store: Queryable,
  owner: Owner,
  keyHashes: readonly Buffer[],
): Promise<IdempotencyRecord[]> {
  if (keyHashes.length === 0) return [];
  const rows = await store.rows<IdempotencyRow>(
    "SELECT key_hash, request_hash, object_id, created_at FROM idempotency_keys WHERE project_id = ? AND mode = ? AND key_hash IN (?)",
    [owner.projectId, owner.mode, [...keyHashes]],
  );
  return rows.map((row) => ({
    projectId: owner.projectId,
    mode: owner.mode,
    keyHash: row.key_hash,
    requestHash: row.request_hash,
    objectId: row.object_id,
    createdAt: row.created_at,
  }));
}

/**
 * Stores keys. When two requests take the same key at once, the second gets a duplicate error and must look
 * again.
 */
export async function insertIdempotencyKeys(
  transaction: Queryable,
  records: readonly IdempotencyRecord[],
): Promise<void> {
  if (records.length === 0) return;
  await transaction.change(
    "INSERT INTO idempotency_keys (project_id, mode, key_hash, request_hash, object_id, created_at) VALUES ?",
    [
      records.map((record) => [
        record.projectId,
        record.mode,
        record.keyHash,
        record.requestHash,
        record.objectId,
        record.createdAt,
      ]),
    ],
  );
}
