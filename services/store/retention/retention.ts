import type { RowDataPacket } from "mysql2/promise";
import type { Queryable } from "../session/connect.ts";

/** Describes how long what has ended is kept. */
export interface Retention {
  /** For projects that have nothing else set. */
  readonly days: number;
  /** For those that have, by the project's id in hex. */
  readonly daysByProject: ReadonlyMap<string, number>;
}

const dayMs = 86_400_000;

/** @param days for projects whose `retention_days` is null */
export async function loadRetention(store: Queryable, days: number): Promise<Retention> {
  const rows = await store.rows<RowDataPacket & { id: Buffer; retention_days: number }>(
    "SELECT id, retention_days FROM projects WHERE retention_days IS NOT NULL",
  );
  return { days, daysByProject: new Map(rows.map((row) => [row.id.toString("hex"), row.retention_days])) };
}

/** Returns what of a project ended before this instant may be gone; what ended later is there. */
export function retentionCutOff({ days, daysByProject }: Retention, projectId: Buffer, now: number): number {
  return now - (daysByProject.get(projectId.toString("hex")) ?? days) * dayMs;
}

/** The latest cut-off that any project has: what was made after it cannot be due to go. */
export function latestCutOff({ days, daysByProject }: Retention, now: number): number {
  return now - Math.min(days, ...daysByProject.values()) * dayMs;
}
