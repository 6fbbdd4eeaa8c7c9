import type { RowDataPacket } from "mysql2/promise";
import { type Condition, countRows, newestFirst } from "../lists/newest-first.ts";
import type { Queryable } from "../session/connect.ts";
import { type ApiKeyRecord, type ApiKeyRow, apiKeyColumns, toApiKeyRecord } from "./api-keys.ts";
import type { Owner } from "./owner.ts";

/** Returns a page of the owner's keys, newest first, including revoked ones, on `api_keys_by_project`. */
export async function listApiKeys(
  store: Queryable,
  owner: Owner,
  before: Buffer | null,
  limit: number,
): Promise<ApiKeyRecord[]> {
  const page = newestFirst({
    columns: apiKeyColumns,
    from: "api_keys",
    idColumn: "id",
    branches: [ofProject(owner)],
    filters: [inMode(owner)],
    before,
    limit,
  });
  const rows = await store.rows<ApiKeyRow>(page.sql, page.bound);
  return rows.map(toApiKeyRecord);
}

/** Counts the owner's keys, including revoked ones. */
export async function countApiKeys(store: Queryable, owner: Owner): Promise<number> {
  const count = countRows("api_keys", [ofProject(owner)], [inMode(owner)]);
  const [row] = await store.rows<RowDataPacket & { total: number }>(count.sql, count.bound);
  return row?.total ?? 0;
}

function ofProject({ projectId }: Owner): Condition {
  return { sql: "project_id = ?", bound: [projectId] };
}

/** Filters by mode, which is not in the index: a project has few keys and only two modes. */
function inMode({ mode }: Owner): Condition {
  return { sql: "mode = ?", bound: [mode] };
}
