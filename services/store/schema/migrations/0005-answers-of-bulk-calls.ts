import type { Migration } from "./migration.ts";

/**
 * Stores the answer to a bulk create with its idempotency key, so that both are written and purged together.
 */
export const answersOfBulkCalls: Migration = {
  name: "0005-answers-of-bulk-calls",
  statements: [
    "ALTER TABLE idempotency_keys ADD COLUMN answer MEDIUMTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL",
  ],
};
