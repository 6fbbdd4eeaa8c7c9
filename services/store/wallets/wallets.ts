import type { RowDataPacket } from "mysql2/promise";
import type { Queryable } from "../session/connect.ts";

/** A wallet is the owner of one project, which has no API keys and no signing secrets. */
export interface WalletRecord {
  /** `eip155:0x…` in lower case, one owner on all chains of that kind. */
  readonly addressKey: string;
  readonly projectId: Buffer;
  readonly createdAt: number;
}

/** Finds a wallet by its address, by primary key; null: it has never paid. */
export async function findWallet(store: Queryable, addressKey: string): Promise<WalletRecord | null> {
  const [row] = await store.rows<RowDataPacket & { project_id: Buffer; created_at: number }>(
    "SELECT project_id, created_at FROM wallets WHERE address_key = ?",
    [addressKey],
  );
  return row ? { addressKey, projectId: row.project_id, createdAt: row.created_at } : null;
}

/**
 * Writes a wallet, in the transaction that writes its project. A duplicate error means that another payment of
 * the wallet was first.
 */
export async function insertWallet(transaction: Queryable, wallet: WalletRecord): Promise<void> {
  await transaction.change("INSERT INTO wallets (address_key, project_id, created_at) VALUES (?, ?, ?)", [
    wallet.addressKey,
    wallet.projectId,
    wallet.createdAt,
  ]);
}
