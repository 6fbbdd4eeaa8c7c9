import type { RowDataPacket } from "mysql2/promise";
import type { Queryable } from "../session/connect.ts";

export interface ProjectRecord {
  readonly id: Buffer;
  readonly name: string;
  /** Days that ended objects are kept; null: the services' `RETENTION_DAYS` applies. */
  readonly retentionDays: number | null;
  readonly createdAt: number;
}

interface ProjectRow extends RowDataPacket {
  id: Buffer;
  name: string;
  retention_days: number | null;
  created_at: number;
}

/** Writes a project. */
export async function insertProject(transaction: Queryable, project: ProjectRecord): Promise<void> {
  await transaction.change(
    "INSERT INTO projects (id, name, retention_days, created_at) VALUES (?, ?, ?, ?)",
    [project.id, project.name, project.retentionDays, project.createdAt],
  );
}

/** Finds one project by primary key; null: none with this id. */
export async function findProject(store: Queryable, id: Buffer): Promise<ProjectRecord | null> {
  const [row] = await store.rows<ProjectRow>(
    "SELECT id, name, retention_days, created_at FROM projects WHERE id = ?",
    [id],
  );
  return row ? toProjectRecord(row) : null;
}

/** Finds the oldest project with this name; null: none. */
export async function findProjectByName(store: Queryable, name: string): Promise<ProjectRecord | null> {
  const [row] = await store.rows<ProjectRow>(
    "SELECT id, name, retention_days, created_at FROM projects WHERE name = ? ORDER BY id LIMIT 1",
    [name],
  );
  return row ? toProjectRecord(row) : null;
}

/**
 * Lists projects in the order of their creation, those after the id `after` (null: from the first), by
 * primary key.
 */
export async function listProjects(
  store: Queryable,
  after: Buffer | null,
  limit: number,
): Promise<ProjectRecord[]> {
  const rows = await store.rows<ProjectRow>(
    `SELECT id, name, retention_days, created_at FROM projects WHERE id > ? ORDER BY id LIMIT ${limit}`,
    [after ?? Buffer.alloc(16)],
  );
  return rows.map(toProjectRecord);
}

/**
 * Sets how long a project's ended objects are kept. Purge walks that have begun use the earlier value.
 *
 * @param days from 1 to 36500; null: the services' `RETENTION_DAYS` applies
 */
export async function setProjectRetention(store: Queryable, id: Buffer, days: number | null): Promise<void> {
  await store.change("UPDATE projects SET retention_days = ? WHERE id = ?", [days, id]);
}

function toProjectRecord(row: ProjectRow): ProjectRecord {
  return { id: row.id, name: row.name, retentionDays: row.retention_days, createdAt: row.created_at };
}
