import type { Queryable } from "../session/connect.ts";
import {
  type EndpointRecord,
  type EndpointRow,
  endpointColumns,
  toEndpointRecord,
} from "./endpoint-record.ts";

/** Loads profiles of any owner by their ids, in no order, including deleted ones; by primary key. */
export async function loadEndpoints(store: Queryable, ids: readonly Buffer[]): Promise<EndpointRecord[]> {
  if (ids.length === 0) return [];
  const rows = await store.rows<EndpointRow>(`SELECT ${endpointColumns} FROM endpoints WHERE id IN (?)`, [
    [...ids],
  ]);
  return rows.map(toEndpointRecord);
}
