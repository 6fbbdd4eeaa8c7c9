import type { Ledger as LedgerMessage } from "../../../generated/rpc/landfall/scheduler/v1/ledger.ts";
import { prefixedId } from "../../runtime/ulid.ts";
import { loadRetention, type Owner, type PlanRecord, retentionCutOff } from "../../store/for-scheduler.ts";
import type { Scheduler } from "../scheduler.ts";
import { readZoneRules } from "../zones/catch-up.ts";
import { retainedSpan } from "./ledger-span.ts";
import { type LedgerSpan, readLedger } from "./read-ledger.ts";

/**
 * Builds the ledger of some of an owner's schedules over the part of a span that retention keeps.
 *
 * @param signal aborts when nobody waits for the answer any more
 * @param spent called after each page with the number of occurrences counted so far
 * @throws ServiceError `invalid_parameter` when there is too much to count
 */
export async function ledgerMessage(
  scheduler: Scheduler,
  owner: Owner,
  asked: LedgerSpan,
  now: number,
  pages: AsyncIterable<readonly PlanRecord[]>,
  signal: AbortSignal,
  spent?: (occurrences: number) => void,
): Promise<LedgerMessage> {
  const { store, retentionDays, zones } = scheduler;
  await readZoneRules(scheduler);
  const cutOffAt = retentionCutOff(await loadRetention(store, retentionDays), owner.projectId, now);
  const { span, retainedFrom } = retainedSpan(asked, cutOffAt);
  const ledger = await readLedger(store, pages, span, now, signal, zones.rulesOf, spent);
  return {
    fromMs: asked.from,
    toMs: asked.to,
    retainedFromMs: retainedFrom ?? undefined,
    planned: ledger.planned,
    settled: {
      succeeded: ledger.settled.succeeded,
      deadLettered: ledger.settled.dead_lettered,
      expired: ledger.settled.expired,
      canceled: ledger.settled.canceled,
      skipped: ledger.settled.skipped,
    },
    open: ledger.open,
    besidePlan: ledger.besidePlan,
    holes: ledger.holes,
    holesAt: ledger.holesAt.map(({ scheduleId, at }) => ({
      scheduleId: prefixedId("sch", scheduleId),
      atMs: at,
    })),
    nextCursor: undefined,
  };
}
