import type { Migration } from "./migration.ts";

const ascii = "CHARACTER SET ascii COLLATE ascii_bin";

/**
 * Adds prepaid schedules (`metered`): each planned occurrence takes a credit. `exhausted` is no longer an end,
 * since new credits let the schedule go on. A prepaid schedule is bounded by its credits alone. The table is
 * altered by one statement, which happens whole or not at all.
 */
export const creditsOfSchedules: Migration = {
  name: "0009-credits",
  statements: [
    `CREATE TABLE IF NOT EXISTS credits (
      schedule_id BINARY(16) NOT NULL,
      project_id BINARY(16) NOT NULL,
      total BIGINT NOT NULL,
      taken BIGINT NOT NULL,
      updated_at BIGINT NOT NULL,
      PRIMARY KEY (schedule_id),
      CONSTRAINT credits_taken CHECK (taken >= 0 AND taken <= total)
    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin`,

    `CREATE TABLE IF NOT EXISTS credit_entries (
      id BINARY(16) NOT NULL,
      schedule_id BINARY(16) NOT NULL,
      payment_id BINARY(16) NULL,
      runs BIGINT NOT NULL,
      kind VARCHAR(8) ${ascii} NOT NULL,
      note VARCHAR(200) NULL,
      created_at BIGINT NOT NULL,
      PRIMARY KEY (id),
      UNIQUE KEY credit_entries_by_payment (payment_id),
      KEY credit_entries_by_schedule (schedule_id, id),
      CONSTRAINT credit_entries_kind CHECK (kind IN ('purchase', 'grant', 'refund')),
      CONSTRAINT credit_entries_purchase CHECK (kind <> 'purchase' OR payment_id IS NOT NULL),
      CONSTRAINT credit_entries_runs CHECK (runs <> 0 AND (kind = 'refund') = (runs < 0))
    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin`,

    `ALTER TABLE schedules
      ADD COLUMN metered TINYINT NOT NULL DEFAULT 0 AFTER max_runs,
      DROP CONSTRAINT schedules_ended,
      DROP CONSTRAINT schedules_emit,
      ADD CONSTRAINT schedules_ended CHECK ((state IN ('active', 'paused', 'exhausted')) = (ended_at IS NULL)),
      ADD CONSTRAINT schedules_emit CHECK (emit_at IS NULL OR (state IN ('active', 'paused', 'exhausted') AND kind <> 'one_shot')),
      ADD CONSTRAINT schedules_metered CHECK (IF(metered = 0, state <> 'exhausted', kind <> 'one_shot' AND max_runs IS NULL AND ends_at IS NULL AND ttl_ms IS NULL))`,
  ],
};
