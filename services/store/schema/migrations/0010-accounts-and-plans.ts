import type { Migration } from "./migration.ts";

/**
 * Adds accounts with a plan, and the number of schedules that each made in a month, in eight rows so that no
 * single row is hot. A project without an account is the operator's own, and so are all before this migration;
 * code before it never reads or writes any of this.
 */
export const accountsAndPlans: Migration = {
  name: "0010-accounts-and-plans",
  statements: [
    `CREATE TABLE IF NOT EXISTS accounts (
      id binary(16) NOT NULL,
      plan varchar(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      created_at bigint NOT NULL,
      PRIMARY KEY (id)
    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin`,

    `CREATE TABLE IF NOT EXISTS usage_counts (
      account_id binary(16) NOT NULL,
      period int NOT NULL,
      shard tinyint NOT NULL,
      schedules bigint NOT NULL DEFAULT 0,
      lock_count bigint NOT NULL DEFAULT 0,
      PRIMARY KEY (account_id, period, shard)
    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin`,

    "ALTER TABLE projects ADD COLUMN account_id binary(16) NULL",
  ],
};
