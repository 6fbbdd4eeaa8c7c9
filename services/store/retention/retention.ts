import type { RowDataPacket } from "mysql2/promise";
import type { Queryable } from "../session/connect.ts";

/** Days that ended objects are kept. */
export interface Retention {
  /** For projects without a retention of their own. */
  readonly days: number;
  /** For projects with one, by the project's id in hex. */
  readonly daysByProject: ReadonlyMap<string, number>;
}

const dayMs = 86_400_000;

/** Loads the retention of all projects. @param days for projects whose `retention_days` is null */
export async function loadRetention(store: Queryable, days: number): Promise<Retention> {
  const rows = await store.rows<RowDataPacket & { id: Buffer; retention_days: number }>(
    "SELECT id, retention_days FROM projects WHERE retention_days IS NOT NULL",
  );
  return { days, daysByProject: new Map(rows.map((row) => [row.id.toString("hex"), row.retention_days])) };
}

/**
 * Returns the instant before which a project's ended objects may be purged; those that ended later are kept.
 */
export function retentionCutOff({ days, daysByProject }: Retention, projectId: Buffer, now: number): number {
  return now - (daysByProject.get(projectId.toString("hex")) ?? days) * dayMs;
}

/** Returns the latest cut-off of all projects: an object made after it cannot be old enough to purge. */
export function latestCutOff({ days, daysByProject }: Retention, now: number): number {
  return now - Math.min(days, ...daysByProject.values()) * dayMs;
}
