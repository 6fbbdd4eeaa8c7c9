import type { RowDataPacket } from "mysql2/promise";
import type { Mode, Owner } from "../accounts/owner.ts";
import type { RequestRecord } from "./request-record.ts";
import type { ScheduleState } from "./schedule-state.ts";
import type { ScheduleKind, TimingColumns } from "./timing-columns.ts";

export type { RequestRecord } from "./request-record.ts";
export type { ScheduleKind, TimingColumns } from "./timing-columns.ts";

export type { ScheduleState };

/** Policies for occurrences that are late or overlap an earlier one. */
export interface PolicyColumns {
  readonly misfirePolicy: string;
  readonly misfireGrace: string;
  readonly misfireGraceMs: number;
  readonly misfireMax: number;
  readonly overlap: string;
  /** A first attempt may go out a little early when the dispatcher is idle. */
  readonly earlyFire: boolean;
  readonly ttl: string | null;
  readonly ttlMs: number | null;
}

export interface ScheduleRecord extends Owner, TimingColumns, PolicyColumns {
  readonly id: Buffer;
  readonly state: ScheduleState;
  readonly name: string | null;
  readonly request: Omit<RequestRecord, "sealedContent">;
  readonly metadata: Readonly<Record<string, string>>;
  /** Rises with every change of the timing; a delivery's `ordinal` names the plan that it belongs to. */
  readonly plan: number;
  /**
   * The instant since which the plan is in force, exclusive, and the share of `maxRuns` that earlier plans
   * had used by then.
   */
  readonly planFrom: number;
  readonly plannedBefore: number;
  /** Planned occurrences that have run: settled, and neither skipped nor canceled. */
  readonly runCount: number;
  /**
   * Planned occurrences that have run or are open, which `maxRuns` bounds. For a one-shot, all that were
   * planned.
   */
  readonly plannedCount: number;
  /**
   * Credits that new occurrences may take; null: it is not prepaid and needs none. 0 until the credits are
   * read, with a lock: see `withCreditsLeft`.
   */
  readonly creditsLeft: number | null;
  /** The last planned occurrence that has a delivery. */
  readonly plannedThrough: number | null;
  /** The instant at which the emitter must next look at it; null: never. */
  readonly emitAt: number | null;
  readonly version: number;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly endedAt: number | null;
}

/** The columns that `toScheduleRecord` reads, of `schedules s JOIN requests r`. */
export const scheduleColumns = `s.id, s.project_id, s.mode, s.kind, s.state, s.name, s.request_id, s.fire_at, s.local_fire_at,
  s.cron, s.every, s.every_ms, s.anchor_at, s.timezone, s.zone_rules_id, s.dst_gap, s.dst_overlap, s.misfire_policy,
  s.misfire_grace, s.misfire_grace_ms, s.misfire_max, s.overlap, s.early_fire, s.starts_at, s.ends_at, s.max_runs, s.metered, s.ttl,
  s.ttl_ms, s.metadata, s.plan, s.plan_from, s.planned_before, s.run_count, s.planned_count, s.planned_through, s.emit_at, s.version,
  s.created_at, s.updated_at, s.ended_at, r.endpoint, r.endpoint_id, r.method, r.header_names, r.body_bytes, r.content_bytes, r.timeout, r.timeout_ms, r.retry_policy,
  r.traceparent, r.forward_trace`;

export const scheduleTables = "schedules s JOIN requests r ON r.id = s.request_id";

export interface ScheduleRow extends RowDataPacket {
  id: Buffer;
  project_id: Buffer;
  mode: Mode;
  kind: ScheduleKind;
  state: ScheduleState;
  name: string | null;
  request_id: Buffer;
  fire_at: number | null;
  local_fire_at: string | null;
  cron: string | null;
  every: string | null;
  every_ms: number | null;
  anchor_at: number | null;
  timezone: string | null;
  zone_rules_id: number | null;
  dst_gap: string;
  dst_overlap: string;
  misfire_policy: string;
  misfire_grace: string;
  misfire_grace_ms: number;
  misfire_max: number;
  overlap: string;
  early_fire: number;
  starts_at: number | null;
  ends_at: number | null;
  max_runs: number | null;
  metered: number;
  ttl: string | null;
  ttl_ms: number | null;
  metadata: string;
  plan: number;
  plan_from: number;
  planned_before: number;
  run_count: number;
  planned_count: number;
  planned_through: number | null;
  emit_at: number | null;
  version: number;
  created_at: number;
  updated_at: number;
  ended_at: number | null;
  endpoint: string | null;
  endpoint_id: Buffer | null;
  method: string;
  header_names: string;
  body_bytes: number | null;
  content_bytes: number;
  timeout: string | null;
  timeout_ms: number;
  retry_policy: string;
  traceparent: string | null;
  forward_trace: number;
}

export function toScheduleRecord(row: ScheduleRow): ScheduleRecord {
  return {
    id: row.id,
    projectId: row.project_id,
    mode: row.mode,
    kind: row.kind,
    state: row.state,
    name: row.name,
    request: {
      id: row.request_id,
      projectId: row.project_id,
      endpoint: row.endpoint,
      endpointId: row.endpoint_id,
      method: row.method,
      headerNames: JSON.parse(row.header_names),
      bodyBytes: row.body_bytes,
      contentBytes: row.content_bytes,
      timeout: row.timeout,
      timeoutMs: row.timeout_ms,
      retryPolicy: row.retry_policy,
      traceparent: row.traceparent,
      forwardTrace: row.forward_trace === 1,
    },
    fireAt: row.fire_at,
    localFireAt: row.local_fire_at,
    cron: row.cron,
    every: row.every,
    everyMs: row.every_ms,
    anchorAt: row.anchor_at,
    timezone: row.timezone,
    zoneRules: row.zone_rules_id,
    dstGap: row.dst_gap,
    dstOverlap: row.dst_overlap,
    misfirePolicy: row.misfire_policy,
    misfireGrace: row.misfire_grace,
    misfireGraceMs: row.misfire_grace_ms,
    misfireMax: row.misfire_max,
    overlap: row.overlap,
    earlyFire: row.early_fire === 1,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    maxRuns: row.max_runs,
    ttl: row.ttl,
    ttlMs: row.ttl_ms,
    metadata: JSON.parse(row.metadata),
    plan: row.plan,
    planFrom: row.plan_from,
    plannedBefore: row.planned_before,
    runCount: row.run_count,
    plannedCount: row.planned_count,
    creditsLeft: row.metered === 1 ? 0 : null,
    plannedThrough: row.planned_through,
    emitAt: row.emit_at,
    version: row.version,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    endedAt: row.ended_at,
  };
}
