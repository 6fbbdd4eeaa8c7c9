import type { Migration } from "./migration.ts";

const ascii = "CHARACTER SET ascii COLLATE ascii_bin";

/**
 * Records the time zone rules by which each plan was made. `open_zone` is null where no zone is involved (an
 * instant, an interval) and where nothing is planned any more, so that such rows do not move in the index.
 */
export const zoneRules: Migration = {
  name: "0007-zone-rules",
  statements: [
    `CREATE TABLE IF NOT EXISTS zone_rules (
      id INT NOT NULL,
      zone VARCHAR(64) ${ascii} NOT NULL,
      version VARCHAR(16) ${ascii} NOT NULL,
      answers_from BIGINT NOT NULL,
      answers_until BIGINT NOT NULL,
      answers TEXT ${ascii} NOT NULL,
      recorded_at BIGINT NOT NULL,
      PRIMARY KEY (id),
      KEY zone_rules_by_zone (zone, id)
    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin`,

    `CREATE TABLE IF NOT EXISTS zone_rules_in_force (
      name VARCHAR(8) ${ascii} NOT NULL,
      version VARCHAR(16) ${ascii} NOT NULL,
      edition INT NOT NULL,
      since BIGINT NOT NULL,
      PRIMARY KEY (name)
    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin`,

    "INSERT INTO zone_rules_in_force VALUES ('zones', '', 0, 0) ON DUPLICATE KEY UPDATE name = name",

    `ALTER TABLE schedules
      ADD COLUMN zone_rules_id INT NULL AFTER timezone,
      ADD COLUMN open_zone VARCHAR(64) ${ascii} GENERATED ALWAYS AS (CASE WHEN state IN ('active', 'paused') AND (kind = 'cron' OR local_fire_at IS NOT NULL) THEN timezone END) STORED,
      ADD KEY schedules_by_zone_rules (open_zone, zone_rules_id, id)`,

    "ALTER TABLE past_plans ADD COLUMN zone_rules_id INT NULL AFTER timezone",
  ],
};
