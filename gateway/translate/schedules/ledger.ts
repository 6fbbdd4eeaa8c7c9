import type * as rest from "../../../generated/openapi/types.gen.ts";
import type * as rpc from "../../../generated/rpc/landfall/scheduler/v1/ledger.ts";
import { fromInstant, toInstant, toInstantOrNull } from "../instant.ts";

/** Converts the range in a ledger's query. */
export function toLedgerSpan(query: NonNullable<rest.GetLedgerData["query"]>) {
  return { fromMs: fromInstant(query.from, "from"), toMs: fromInstant(query.to, "to") };
}

/** Converts a portion of a ledger to its REST form. */
export function toLedgerPortion(ledger: rpc.Ledger): rest.Ledger {
  const next_cursor = ledger.nextCursor ?? null;
  return { ...toLedger(ledger), has_more: next_cursor !== null, next_cursor };
}

/** Converts a ledger to its REST form. */
export function toLedger(ledger: rpc.Ledger): rest.Ledger {
  const { settled } = ledger;
  return {
    object: "ledger",
    from: toInstant(ledger.fromMs),
    to: toInstant(ledger.toMs),
    retained_from: toInstantOrNull(ledger.retainedFromMs),
    planned: ledger.planned,
    settled: {
      succeeded: settled?.succeeded ?? 0,
      dead_lettered: settled?.deadLettered ?? 0,
      expired: settled?.expired ?? 0,
      canceled: settled?.canceled ?? 0,
      skipped: settled?.skipped ?? 0,
    },
    open: ledger.open,
    beside_plan: ledger.besidePlan,
    holes: ledger.holes,
    holes_at: ledger.holesAt.map(({ scheduleId, atMs }) => ({
      schedule_id: scheduleId,
      at: toInstant(atMs),
    })),
  };
}
