import type { Migration } from "./migration.ts";

/**
 * Adds locks that write a row, since on a store of several servers a lock that writes nothing holds on one
 * server alone (README.md, "A lock writes"). Also records which process holds a dispatcher's name.
 */
export const locksThatWrite: Migration = {
  name: "0006-locks-that-write",
  statements: [
    "ALTER TABLE schedules ADD COLUMN lock_count bigint NOT NULL DEFAULT 0",

    "ALTER TABLE endpoint_flow ADD COLUMN lock_count bigint NOT NULL DEFAULT 0",

    `CREATE TABLE IF NOT EXISTS locks (
      name binary(16) NOT NULL,
      lock_count bigint NOT NULL DEFAULT 1,
      PRIMARY KEY (name)
    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin`,

    `CREATE TABLE IF NOT EXISTS dispatchers (
      holder binary(16) NOT NULL,
      process_id binary(16) NOT NULL,
      place varchar(200) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      identity varchar(200) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      beats bigint NOT NULL DEFAULT 0,
      PRIMARY KEY (holder)
    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin`,
  ],
};
