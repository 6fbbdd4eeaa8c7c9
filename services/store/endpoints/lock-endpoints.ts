import type { RowDataPacket } from "mysql2/promise";
import type { Owner } from "../accounts/owner.ts";
import { lockAgainstShares, shareNames } from "../locks/lock-names.ts";
import type { Queryable, Transaction } from "../session/connect.ts";

/** A profile named in a request. */
export interface NamedEndpoint {
  readonly owner: Owner;
  readonly id: Buffer;
}

/**
 * Returns which of the named profiles exist, that is, are their owner's and not deleted. Until the
 * transaction ends nobody can delete these, so no schedule ever names a deleted profile. By primary key.
 *
 * On a store of several servers a shared row lock works only on its own server. There the transaction also
 * shares the profile's name, which `lockEndpointAgainstUse` locks. On a single server the row lock is enough,
 * and no row is written.
 */
export async function lockEndpoints(
  transaction: Transaction,
  named: readonly NamedEndpoint[],
): Promise<(endpoint: NamedEndpoint) => boolean> {
  if (named.length === 0) return () => false;
  const isThere = await find(transaction, named, "LOCK IN SHARE MODE");
  if (transaction.isOneOfSeveral) {
    await shareEndpoints(
      transaction,
      named.map(({ id }) => id),
    );
  }
  return isThere;
}

/** Returns which of the named profiles exist at this moment. */
export async function findNamedEndpoints(
  store: Queryable,
  named: readonly NamedEndpoint[],
): Promise<(endpoint: NamedEndpoint) => boolean> {
  return named.length === 0 ? () => false : find(store, named, "");
}

/**
 * Orders this transaction before or after any other, on any server, that changes or deletes one of the
 * profiles.
 */
export function shareEndpoints(transaction: Transaction, ids: readonly Buffer[]): Promise<void> {
  return shareNames(transaction, ids.map(nameOf));
}

/** Locks a profile against transactions that use it (`shareEndpoints`). Lock its row first. */
export async function lockEndpointAgainstUse(transaction: Transaction, id: Buffer): Promise<void> {
  if (transaction.isOneOfSeveral) await lockAgainstShares(transaction, nameOf(id));
}

function nameOf(endpointId: Buffer): string {
  return `endpoint:${endpointId.toString("hex")}`;
}

async function find(
  queryable: Queryable,
  named: readonly NamedEndpoint[],
  locking: "" | "LOCK IN SHARE MODE",
): Promise<(endpoint: NamedEndpoint) => boolean> {
  const rows = await queryable.rows<RowDataPacket & { id: Buffer; project_id: Buffer; mode: string }>(
    `SELECT id, project_id, mode FROM endpoints FORCE INDEX (PRIMARY)
     WHERE id IN (?) AND deleted_at IS NULL ORDER BY id ${locking}`,
    [named.map(({ id }) => id)],
  );
  const there = new Map(rows.map((row) => [row.id.toString("hex"), row]));
  return ({ owner, id }) => {
    const row = there.get(id.toString("hex"));
    return row?.project_id.equals(owner.projectId) === true && row.mode === owner.mode;
  };
}
