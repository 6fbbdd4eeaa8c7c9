import type { Bound } from "./connect.ts";

/**
 * The columns' default values, which nearly all new rows have, so that INSERTs can leave them out. Migrations
 * set them (0004 and later); test/store/schema/schema.test.ts compares the two. No column is of type TEXT or BLOB,
 * for which not every server allows a default.
 */
export const columnDefaults: Readonly<Record<string, Readonly<Record<string, Bound>>>> = {
  attempts: { number: 1, outcome: "succeeded", counts_offset: true },
  deliveries: { ordinal: 0, recurring: false, early_fire: false, state: "scheduled" },
  requests: { method: "POST", timeout_ms: 30_000, forward_trace: false },
  schedules: {
    state: "active",
    dst_gap: "end",
    dst_overlap: "first",
    misfire_policy: "once",
    misfire_grace: "1m",
    misfire_grace_ms: 60_000,
    misfire_max: 100,
    overlap: "allow",
    early_fire: false,
    metered: false,
    plan: 0,
    planned_before: 0,
    run_count: 0,
    version: 1,
  },
};
