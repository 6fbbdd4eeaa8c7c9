import type { RowDataPacket } from "mysql2/promise";
import type { Queryable } from "../connect.ts";

export interface ProjectRecord {
  readonly id: Buffer;
  readonly name: string;
  readonly createdAt: number;
}

interface ProjectRow extends RowDataPacket {
  id: Buffer;
  name: string;
  created_at: number;
}

/** Writes a project. */
export async function insertProject(transaction: Queryable, project: ProjectRecord): Promise<void> {
  await transaction.change("INSERT INTO projects (id, name, created_at) VALUES (?, ?, ?)", [
    project.id,
    project.name,
    project.createdAt,
  ]);
}

/** The oldest project with this name; null: none. */
export async function findProjectByName(store: Queryable, name: string): Promise<ProjectRecord | null> {
  const [row] = await store.rows<ProjectRow>(
    "SELECT id, name, created_at FROM projects WHERE name = ? ORDER BY id LIMIT 1",
    [name],
  );
  return row ? { id: row.id, name: row.name, createdAt: row.created_at } : null;
}

/** Projects in the order of their making, those after the id `after` (null: from the first), by primary key. */
export async function listProjects(
  store: Queryable,
  after: Buffer | null,
  limit: number,
): Promise<ProjectRecord[]> {
  const rows = await store.rows<ProjectRow>(
    `SELECT id, name, created_at FROM projects WHERE id > ? ORDER BY id LIMIT ${limit}`,
    [after ?? Buffer.alloc(16)],
  );
  return rows.map((row) => ({ id: row.id, name: row.name, createdAt: row.created_at }));
}
