import type { RowDataPacket } from "mysql2/promise";
import type { Owner } from "../accounts/owner.ts";
import { type Condition, contains, countRows, newestFirst } from "../lists/newest-first.ts";
import type { Queryable } from "../session/connect.ts";
import {
  type EndpointRecord,
  type EndpointRow,
  endpointColumns,
  toEndpointRecord,
} from "./endpoint-record.ts";

/**
 * Returns a page of the owner's profiles, newest first, on `endpoints_by_project`.
 *
 * @param search part of the name, the description or the URL; null: all
 */
export async function listEndpoints(
  store: Queryable,
  owner: Owner,
  search: string | null,
  before: Buffer | null,
  limit: number,
): Promise<EndpointRecord[]> {
  const page = newestFirst({
    columns: endpointColumns,
    from: table,
    idColumn: "id",
    branches: [branch(owner)],
    filters: filters(search),
    before,
    limit,
  });
  const rows = await store.rows<EndpointRow>(page.sql, page.bound);
  return rows.map(toEndpointRecord);
}

/** Counts the profiles that a search finds. */
export async function countEndpoints(store: Queryable, owner: Owner, search: string | null): Promise<number> {
  const count = countRows(table, [branch(owner)], filters(search));
  const [row] = await store.rows<RowDataPacket & { total: number }>(count.sql, count.bound);
  return row?.total ?? 0;
}

const table = "endpoints FORCE INDEX (endpoints_by_project)";

function branch({ projectId, mode }: Owner): Condition {
  return { sql: "project_id = ? AND mode = ? AND deleted_at IS NULL", bound: [projectId, mode] };
}

function filters(search: string | null): Condition[] {
  return search === null ? [] : [contains(["name", "description", "url"], search)];
}
