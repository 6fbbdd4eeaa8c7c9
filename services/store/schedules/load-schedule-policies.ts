import type { RowDataPacket } from "mysql2/promise";
import type { Queryable } from "../session/connect.ts";
import type { MisfireChoice, OverlapPolicy } from "./occurrence-policies.ts";
import type { ScheduleState } from "./schedule-state.ts";

/** The parts of a recurring schedule that a dispatcher needs before it sends an occurrence. */
export interface SchedulePolicies {
  readonly id: Buffer;
  readonly state: ScheduleState;
  readonly overlap: OverlapPolicy;
  readonly misfirePolicy: MisfireChoice;
  readonly misfireGraceMs: number;
  readonly misfireMax: number;
  /** The last occurrence that has a delivery; while it is in the past, the emitter has not caught up. */
  readonly plannedThrough: number | null;
  /** Null: nothing more will be planned. */
  readonly emitAt: number | null;
}

interface PoliciesRow extends RowDataPacket {
  id: Buffer;
  state: ScheduleState;
  overlap: SchedulePolicies["overlap"];
  misfire_policy: SchedulePolicies["misfirePolicy"];
  misfire_grace_ms: number;
  misfire_max: number;
  planned_through: number | null;
  emit_at: number | null;
}

/** Loads the policies of schedules, by primary key. */
export async function loadSchedulePolicies(
  store: Queryable,
  ids: readonly Buffer[],
): Promise<SchedulePolicies[]> {
  if (ids.length === 0) return [];
  const rows = await store.rows<PoliciesRow>(
    `SELECT id, state, overlap, misfire_policy, misfire_grace_ms, misfire_max, planned_through, emit_at
     FROM schedules WHERE id IN (?)`,
    [[...ids]],
  );
  return rows.map((row) => ({
    id: row.id,
    state: row.state,
    overlap: row.overlap,
    misfirePolicy: row.misfire_policy,
    misfireGraceMs: row.misfire_grace_ms,
    misfireMax: row.misfire_max,
    plannedThrough: row.planned_through,
    emitAt: row.emit_at,
  }));
}
