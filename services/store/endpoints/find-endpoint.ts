import type { Owner } from "../accounts/owner.ts";
import type { Queryable } from "../session/connect.ts";
import {
  type EndpointRecord,
  type EndpointRow,
  endpointColumns,
  toEndpointRecord,
} from "./endpoint-record.ts";

/** Finds one of the owner's profiles by primary key; null: none with this id, or deleted. */
export async function findEndpoint(
  store: Queryable,
  owner: Owner,
  id: Buffer,
): Promise<EndpointRecord | null> {
  return read(store, owner, id, "");
}

/** As `findEndpoint`, and locks it until the transaction ends. */
export async function lockEndpoint(
  transaction: Queryable,
  owner: Owner,
  id: Buffer,
): Promise<EndpointRecord | null> {
  return read(transaction, owner, id, "FOR UPDATE");
}

async function read(
  store: Queryable,
  owner: Owner,
  id: Buffer,
  locking: "" | "FOR UPDATE",
): Promise<EndpointRecord | null> {
  const [row] = await store.rows<EndpointRow>(
    `SELECT ${endpointColumns} FROM endpoints FORCE INDEX (PRIMARY)
     WHERE id = ? AND project_id = ? AND mode = ? AND deleted_at IS NULL ${locking}`,
    [id, owner.projectId, owner.mode],
  );
  return row ? toEndpointRecord(row) : null;
}
