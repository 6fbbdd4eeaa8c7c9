import type { RowDataPacket } from "mysql2/promise";
import type { Mode } from "../accounts/owner.ts";
import { findCallAnswer, madeIsThere } from "../idempotency/call-answers.ts";
import type { Store } from "../session/connect.ts";
import { latestCutOff, type Retention } from "./retention.ts";

/** Keys looked at in one statement and deleted in one transaction. */
const mostLooked = 500;

/** The last key that a walk looked at. */
export interface KeyPosition {
  readonly createdAt: number;
  readonly projectId: Buffer;
  readonly mode: Mode;
  readonly keyHash: Buffer;
}

export interface KeyPurgeStep {
  readonly purged: number;
  /** Where the walk continues; null: it has ended. */
  readonly next: KeyPosition | null;
}

interface KeyRow extends RowDataPacket {
  project_id: Buffer;
  mode: Mode;
  key_hash: Buffer;
  object_id: Buffer;
  created_at: number;
  has_answer: number;
}

/** In the order of `idempotency_keys_by_age`, which ends in the primary key. */
export const agedKeysSql = `SELECT project_id, mode, key_hash, object_id, created_at, answer IS NOT NULL AS has_answer
  FROM idempotency_keys FORCE INDEX (idempotency_keys_by_age)
  WHERE created_at < ? AND created_at >= ?
    AND (created_at > ? OR project_id > ? OR (project_id = ? AND (mode > ? OR (mode = ? AND key_hash > ?))))
  ORDER BY created_at, project_id, mode, key_hash LIMIT ${mostLooked}`;

/**
 * Runs one step of a walk through the idempotency keys in the order of their age. Deletes keys whose schedule
 * or delivery was purged, and those whose endpoint profile was deleted or API key revoked before the cut-off,
 * since the rows of these two are never deleted. Objects are purged a day after they ended at the earliest,
 * so a key outlives the end of its object by at least a day.
 *
 * @param after where the walk is; null at its start
 */
export async function purgeIdempotencyKeys(
  store: Store,
  retention: Retention,
  now: number,
  after: KeyPosition | null,
): Promise<KeyPurgeStep> {
  const { createdAt, projectId, mode, keyHash } = after ?? start;
  const cutOff = latestCutOff(retention, now);
  const rows = await store.rows<KeyRow>(agedKeysSql, [
    ...[cutOff, createdAt, createdAt],
    ...[projectId, projectId, mode, mode, keyHash],
  ]);
  if (rows.length === 0) return { purged: 0, next: null };
  const objects = rows.map(({ object_id }) => object_id);
  const kept = await store.rows<RowDataPacket & { id: Buffer }>(keptSql, [
    ...[objects, objects],
    ...[objects, cutOff, objects, cutOff],
  ]);
  const known = new Set(kept.map(({ id }) => id.toString("hex")));
  const gone = await withoutCalls(
    store,
    rows.filter(({ object_id }) => !known.has(object_id.toString("hex"))),
  );
  const purged = gone.length === 0 ? 0 : await deleteKeys(store, gone);
  const last = rows.length === mostLooked ? rows.at(-1) : undefined;
  return { purged, next: last ? positionOf(last) : null };
}

/**
 * Leaves out keys of bulk calls of which a schedule still exists. There are few, so it checks one after the
 * other.
 */
async function withoutCalls(store: Store, rows: readonly KeyRow[]): Promise<KeyRow[]> {
  const gone: KeyRow[] = [];
  for (const row of rows) {
    const owner = { projectId: row.project_id, mode: row.mode };
    const answer = row.has_answer === 1 ? await findCallAnswer(store, owner, row.key_hash) : null;
    if (!answer || !(await madeIsThere(store, answer))) gone.push(row);
  }
  return gone;
}

/** By primary key. */
const keptSql = `SELECT id FROM schedules WHERE id IN (?) UNION ALL SELECT id FROM deliveries WHERE id IN (?)
  UNION ALL SELECT id FROM endpoints WHERE id IN (?) AND (deleted_at IS NULL OR deleted_at >= ?)
  UNION ALL SELECT id FROM api_keys WHERE id IN (?) AND (revoked_at IS NULL OR revoked_at >= ?)`;

const start: KeyPosition = {
  createdAt: 0,
  projectId: Buffer.alloc(16),
  mode: "live",
  keyHash: Buffer.alloc(32),
};

function positionOf(row: KeyRow): KeyPosition {
  return { createdAt: row.created_at, projectId: row.project_id, mode: row.mode, keyHash: row.key_hash };
}

/**
 * Deletes keys that still name the purged object; another request may have taken a key since it was looked
 * at.
 */
function deleteKeys(store: Store, rows: readonly KeyRow[]): Promise<number> {
  const keys = rows.map((row) => ({
    project: row.project_id.toString("hex"),
    mode: row.mode,
    hash: row.key_hash.toString("hex"),
    object: row.object_id.toString("hex"),
  }));
  return store.change(
    `DELETE k FROM JSON_TABLE(?, '$[*]' COLUMNS (
       project CHAR(32) PATH '$.project', mode VARCHAR(4) CHARACTER SET ascii COLLATE ascii_bin PATH '$.mode', hash CHAR(64) PATH '$.hash',
       object CHAR(32) PATH '$.object'
     )) w STRAIGHT_JOIN idempotency_keys k FORCE INDEX (PRIMARY)
       ON k.project_id = UNHEX(w.project) AND k.mode = w.mode AND k.key_hash = UNHEX(w.hash) AND k.object_id = UNHEX(w.object)`,
    [JSON.stringify(keys)],
  );
}
