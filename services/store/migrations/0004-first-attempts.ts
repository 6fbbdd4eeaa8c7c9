import type { Migration } from "./migration.ts";

/**
 * When the first attempt of a delivery began, and how late that was, is in `attempts`. Written in the delivery too, it
 * was all that differed between the rows of a batch of settlements, and a fifth of what their UPDATE cost.
 */
export const firstAttempts: Migration = {
  name: "0004-first-attempts",
  statements: ["ALTER TABLE deliveries DROP COLUMN first_attempt_at, DROP COLUMN offset_ms"],
};
