import type { Owner } from "../accounts/owner.ts";
import { type CountBounds, type Counted, countUpTo } from "../lists/count-entries.ts";
import type { Queryable } from "../session/connect.ts";
import { countDue } from "./count-due.ts";

/** Describes what an owner has now. A count that is not whole stands for that many or more. */
export interface Attention {
  readonly activeSchedules: Counted;
  /** Deliveries that wait for an attempt within the next while; those that a dispatcher already holds are not in it. */
  readonly dueSoon: Counted;
  /** Deliveries that wait although their time has passed by some while. */
  readonly late: Counted;
  readonly deadLetters: Counted;
}

/** A million schedules take 1.3 s: more than whoever looks at an overview now and then should cost the others. */
const bounds: CountBounds = { mostEntries: 300_000, mostMs: 400, portion: 20_000 };

/**
 * Counts on `schedules_by_kind_and_state`, `deliveries_by_phase` and `deliveries_to_claim_by_project`.
 *
 * @param lateBefore what was due before it is late; `soonBefore` what is due after `now` and before it is due soon
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
