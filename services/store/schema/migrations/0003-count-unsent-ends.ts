import type { Migration } from "./migration.ts";

/**
 * Notes deliveries that end without an attempt, so that figures can count them. A delivery that an attempt
 * ended is counted from the attempt and has no row here.
 */
export const countUnsentEnds: Migration = {
  name: "0003-count-unsent-ends",
  statements: [
    `CREATE TABLE IF NOT EXISTS unsent_ends (
      ended_at BIGINT NOT NULL,
      id BINARY(16) NOT NULL,
      project_id BINARY(16) NOT NULL,
      mode VARCHAR(4) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      state VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      deliveries INT NOT NULL,
      PRIMARY KEY (ended_at, id),
      CONSTRAINT unsent_ends_mode CHECK (mode IN ('test', 'live')),
      CONSTRAINT unsent_ends_state CHECK (state IN ('expired', 'canceled', 'skipped'))
    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin`,

    `ALTER TABLE figures
      ADD COLUMN expired BIGINT NOT NULL DEFAULT 0 AFTER failed,
      ADD COLUMN canceled BIGINT NOT NULL DEFAULT 0 AFTER expired,
      ADD COLUMN skipped BIGINT NOT NULL DEFAULT 0 AFTER canceled`,
  ],
};
