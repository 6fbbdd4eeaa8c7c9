import type { RowDataPacket } from "mysql2/promise";
import type { Queryable } from "../session/connect.ts";

/** A session, with whose it is. */
export interface SessionRecord {
  readonly userId: Buffer;
  readonly email: string;
  readonly displayName: string | null;
  readonly accountId: Buffer;
  readonly plan: string;
  readonly projectId: Buffer;
  readonly createdAt: number;
  readonly usedAt: number;
}

interface SessionRow extends RowDataPacket {
  user_id: Buffer;
  email: string;
  display_name: string | null;
  account_id: Buffer;
  plan: string;
  project_id: Buffer;
  created_at: number;
  used_at: number;
}

/** Writes a session by the SHA-256 of its token. */
export async function insertSession(
  transaction: Queryable,
  session: { readonly tokenHash: Buffer; readonly userId: Buffer; readonly createdAt: number },
): Promise<void> {
  const { tokenHash, userId, createdAt } = session;
  await transaction.change(
    "INSERT INTO sessions (token_hash, user_id, created_at, used_at) VALUES (?, ?, ?, ?)",
    [...[tokenHash, userId, createdAt, createdAt]],
  );
}

/**
 * Finds a session made after `createdAfter` and used after `usedAfter`, on primary keys and
 * `projects_by_account`; null: none. An account has one project.
 */
export async function findSession(
  store: Queryable,
  tokenHash: Buffer,
  createdAfter: number,
  usedAfter: number,
): Promise<SessionRecord | null> {
  const [row] = await store.rows<SessionRow>(
    `SELECT s.user_id, u.email, u.display_name, u.account_id, a.plan, p.id AS project_id, s.created_at, s.used_at
     FROM sessions s
       JOIN users u ON u.id = s.user_id
       JOIN accounts a ON a.id = u.account_id
       JOIN projects p ON p.account_id = u.account_id
     WHERE s.token_hash = ? AND s.created_at > ? AND s.used_at > ? LIMIT 1`,
    [tokenHash, createdAfter, usedAfter],
  );
  return row
    ? {
        userId: row.user_id,
        email: row.email,
        displayName: row.display_name,
        accountId: row.account_id,
        plan: row.plan,
        projectId: row.project_id,
        createdAt: row.created_at,
        usedAt: row.used_at,
      }
    : null;
}

/** Notes that a session was used, by primary key. */
export async function noteSessionUse(store: Queryable, tokenHash: Buffer, usedAt: number): Promise<void> {
  await store.change("UPDATE sessions SET used_at = ? WHERE token_hash = ? AND used_at < ?", [
    usedAt,
    tokenHash,
    usedAt,
  ]);
}

/** Ends a session, by primary key; true if there was one. */
export async function endSession(store: Queryable, tokenHash: Buffer): Promise<boolean> {
  return (await store.change("DELETE FROM sessions WHERE token_hash = ?", [tokenHash])) === 1;
}

/** Deletes up to `limit` sessions unused since `usedBefore`, on `sessions_by_use`. */
export function purgeSessions(store: Queryable, usedBefore: number, limit: number): Promise<number> {
  return store.change(`DELETE FROM sessions WHERE used_at <= ? ORDER BY used_at LIMIT ${limit}`, [
    usedBefore,
  ]);
}
