import type { RowDataPacket } from "mysql2/promise";
import type { Owner } from "../accounts/owner.ts";
import { lockAgainstShares, shareNames } from "../locks/lock-names.ts";
import type { Queryable, Transaction } from "../session/connect.ts";

/** A profile as somebody's request names it. */
export interface NamedEndpoint {
  readonly owner: Owner;
  readonly id: Buffer;
}

/**
 * Which of the profiles named are there: of their owner, and not deleted. Until the transaction ends nobody
 * deletes those, so that no schedule comes to name one that is gone. By primary key.
 *
 * A shared lock writes nothing, so on a store of several servers the transaction also shares the profile's name, which
 * `lockEndpointAgainstUse` locks. On a single server, where the lock does as much, no row is written for it.
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

/** Which of the profiles named are there at the moment. */
export async function findNamedEndpoints(
  store: Queryable,
  named: readonly NamedEndpoint[],
): Promise<(endpoint: NamedEndpoint) => boolean> {
  return named.length === 0 ? () => false : find(store, named, "");
}

/** Has whoever changes or deletes one of the profiles on another server come before this transaction or after it. */
export function shareEndpoints(transaction: Transaction, ids: readonly Buffer[]): Promise<void> {
  return shareNames(transaction, ids.map(nameOf));
}

/** The other side of it, for whoever has locked the profile's row to change or delete it. */
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
