import type { RowDataPacket } from "mysql2/promise";
import type { Queryable, Transaction } from "../session/connect.ts";

/** A link that was mailed and not used yet. */
export interface MagicLinkRecord {
  /** SHA-256 of the token, 32 bytes; the token itself is in the mail alone. */
  readonly tokenHash: Buffer;
  readonly email: string;
  /** SHA-256 of the secret of the browser that asked, 32 bytes. */
  readonly browserHash: Buffer;
  readonly expiresAt: number;
}

/** Writes a link. */
export async function insertMagicLink(transaction: Queryable, link: MagicLinkRecord): Promise<void> {
  await transaction.change(
    "INSERT INTO magic_links (token_hash, email, browser_hash, expires_at) VALUES (?, ?, ?, ?)",
    [link.tokenHash, link.email, link.browserHash, link.expiresAt],
  );
}

/** Finds a link that has not expired, by primary key, without using it; null: none. */
export async function findMagicLink(
  store: Queryable,
  tokenHash: Buffer,
  now: number,
): Promise<MagicLinkRecord | null> {
  const [row] = await store.rows<
    RowDataPacket & { token_hash: Buffer; email: string; browser_hash: Buffer; expires_at: number }
  >(
    "SELECT token_hash, email, browser_hash, expires_at FROM magic_links WHERE token_hash = ? AND expires_at > ?",
    [tokenHash, now],
  );
  return row
    ? {
        tokenHash: row.token_hash,
        email: row.email,
        browserHash: row.browser_hash,
        expiresAt: row.expires_at,
      }
    : null;
}

/**
 * Uses a link up, by primary key. Of several transactions that use the same one, all but the first get false.
 */
export async function useMagicLink(
  transaction: Transaction,
  tokenHash: Buffer,
  now: number,
): Promise<boolean> {
  const rows = await transaction.change("DELETE FROM magic_links WHERE token_hash = ? AND expires_at > ?", [
    tokenHash,
    now,
  ]);
  return rows === 1;
}

/** Deletes up to `limit` links that have expired, on `magic_links_by_expiry`. */
export function purgeMagicLinks(store: Queryable, now: number, limit: number): Promise<number> {
  return store.change(`DELETE FROM magic_links WHERE expires_at <= ? ORDER BY expires_at LIMIT ${limit}`, [
    now,
  ]);
}
