import type { Migration } from "./migration.ts";

/**
 * Makes the most common values of new rows the columns' defaults, so that INSERTs can leave them out
 * (README.md, "Rows that stay").
 */
export const usualValuesByDefault: Migration = {
  name: "0004-usual-values-by-default",
  statements: [
    `ALTER TABLE attempts
      ALTER COLUMN number SET DEFAULT 1,
      ALTER COLUMN outcome SET DEFAULT 'succeeded',
      ALTER COLUMN counts_offset SET DEFAULT 1`,

    `ALTER TABLE deliveries
      ALTER COLUMN ordinal SET DEFAULT 0,
      ALTER COLUMN recurring SET DEFAULT 0,
      ALTER COLUMN early_fire SET DEFAULT 0,
      ALTER COLUMN state SET DEFAULT 'scheduled'`,

    `ALTER TABLE requests
      ALTER COLUMN method SET DEFAULT 'POST',
      ALTER COLUMN timeout_ms SET DEFAULT 30000`,

    `ALTER TABLE schedules
      ALTER COLUMN state SET DEFAULT 'active',
      ALTER COLUMN dst_gap SET DEFAULT 'end',
      ALTER COLUMN dst_overlap SET DEFAULT 'first',
      ALTER COLUMN misfire_policy SET DEFAULT 'once',
      ALTER COLUMN misfire_grace SET DEFAULT '1m',
      ALTER COLUMN misfire_grace_ms SET DEFAULT 60000,
      ALTER COLUMN misfire_max SET DEFAULT 100,
      ALTER COLUMN overlap SET DEFAULT 'allow',
      ALTER COLUMN early_fire SET DEFAULT 0,
      ALTER COLUMN plan SET DEFAULT 0,
      ALTER COLUMN planned_before SET DEFAULT 0,
      ALTER COLUMN run_count SET DEFAULT 0,
      ALTER COLUMN version SET DEFAULT 1`,
  ],
};
