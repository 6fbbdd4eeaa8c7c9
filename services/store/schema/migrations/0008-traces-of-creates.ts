import type { Migration } from "./migration.ts";

/**
 * Keeps the trace context that a create came with, and whether receivers get it. Both columns have defaults
 * that nearly all rows have, so code before this migration goes on inserting.
 */
export const tracesOfCreates: Migration = {
  name: "0008-traces-of-creates",
  statements: [
    `ALTER TABLE requests
      ADD COLUMN traceparent VARCHAR(55) CHARACTER SET ascii COLLATE ascii_bin NULL,
      ADD COLUMN forward_trace BOOLEAN NOT NULL DEFAULT 0`,
  ],
};
