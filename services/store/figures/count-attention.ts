import type { Owner } from "../accounts/owner.ts";
import { type CountBounds, type Counted, countUpTo } from "../lists/count-entries.ts";
import type { Queryable } from "../session/connect.ts";
import { countDue } from "./count-due.ts";

/** An owner's current counts. A count that is not whole is a lower bound. */
export interface Attention {
  readonly activeSchedules: Counted;
  /** Deliveries that are due soon and not held by a dispatcher. */
  readonly dueSoon: Counted;
  /** Deliveries that still wait some time after they were due. */
  readonly late: Counted;
  readonly deadLetters: Counted;
}

/** Counting a million schedules takes 1.3 s, too great a load on the store for one view of an overview. */
const bounds: CountBounds = { mostEntries: 300_000, mostMs: 400, portion: 20_000 };

/**
 * Counts on `schedules_by_kind_and_state`, `deliveries_by_phase` and `deliveries_to_claim_by_project`.
 *
 * @param lateBefore deliveries due before it are late; those due after `now` and before `soonBefore` are due
 * soon
 */
export async function countAttention(
  store: Queryable,
  owner: Owner,
  { now, lateBefore, soonBefore }: Readonly<Record<"now" | "lateBefore" | "soonBefore", number>>,
): Promise<Attention> {
  const of = [owner.projectId, owner.mode];
  const active = ["one_shot", "cron", "interval"].map((kind) => ({
    sql: "project_id = ? AND mode = ? AND kind = ? AND state = 'active'",
    bound: [...of, kind],
  }));
  const dead = { sql: "project_id = ? AND mode = ? AND phase = 'dead_lettered'", bound: of };
  const [activeSchedules, deadLetters, dueSoon, late] = await Promise.all([
    countUpTo(store, entries("schedules FORCE INDEX (schedules_by_kind_and_state)", active), bounds),
    countUpTo(store, entries("deliveries FORCE INDEX (deliveries_by_phase)", [dead]), bounds),
    countDue(store, owner, now, soonBefore),
    countDue(store, owner, 0, lateBefore),
  ]);
  return { activeSchedules, dueSoon, late, deadLetters };
}

function entries(from: string, branches: Parameters<typeof countUpTo>[1]["branches"]) {
  return { from, idColumn: "id", branches, bounds: [] };
}
