import type { Ledger } from "../../../generated/rpc/landfall/scheduler/v1/ledger.ts";
import type { GetLedgerRequest } from "../../../generated/rpc/landfall/scheduler/v1/scheduler.ts";
import { ownerOf } from "../../rules/caller.ts";
import { ServiceError } from "../../runtime/errors.ts";
import type { RpcContext } from "../../runtime/rpc/implement.ts";
import { countPlans, listPlans, type Owner, type PlanRecord } from "../../store/for-scheduler.ts";
import { fromLedgerCursor, toLedgerCursor } from "../ledger/ledger-cursor.ts";
import { ledgerMessage } from "../ledger/ledger-message.ts";
import { ledgerSpan } from "../ledger/ledger-span.ts";
import type { Scheduler } from "../scheduler.ts";

const pageSchedules = 500;
/** Schedules read together. A portion ends after the page that makes it long enough. */
const portionPageSchedules = 50;
const mostSchedules = 100_000;
const mostInPortion = 10_000;
/** Occurrences that make a portion long enough; at most a second of work. */
const enoughOccurrences = 100_000;

/** Returns the ledger of all schedules of a project and mode in a span of time, or its next portion. */
export async function getLedger(
  scheduler: Scheduler,
  request: GetLedgerRequest,
  { signal }: Pick<RpcContext, "signal">,
): Promise<Ledger> {
  const owner = ownerOf(request.caller);
  const now = scheduler.clock.now();
  const { limit } = request;
  if (limit !== undefined) return portion(scheduler, request, limit, signal);
  const span = ledgerSpan(request.fromMs, request.toMs, now);
  const count = await countPlans(scheduler.store, owner, span.to, mostSchedules);
  if (count > mostSchedules) {
    const message = `There are more than ${mostSchedules} schedules; ask in portions.`;
    throw new ServiceError("invalid_parameter", message, "portion");
  }
  return ledgerMessage(scheduler, owner, span, now, pagesOf(scheduler, owner, span.to), signal);
}

async function portion(
  scheduler: Scheduler,
  request: GetLedgerRequest,
  limit: number,
  signal: AbortSignal,
): Promise<Ledger> {
  if (!(limit >= 1 && limit <= mostInPortion)) {
    throw new ServiceError("invalid_parameter", `portion must be from 1 to ${mostInPortion}.`, "portion");
  }
  const owner = ownerOf(request.caller);
  const now = scheduler.clock.now();
  const from = fromLedgerCursor(request.cursor);
  const span = from?.span ?? ledgerSpan(request.fromMs, request.toMs, now);
  let occurrences = 0;
  let next: Buffer | null = null;
  async function* pages(): AsyncGenerator<PlanRecord[]> {
    let before = from?.before ?? null;
    let left = limit;
    do {
      const size = Math.min(left, portionPageSchedules);
      // Reads one extra row to learn whether there are others.
      const found = await listPlans(scheduler.store, owner, span.to, before, size + 1);
      const page = found.slice(0, size);
      yield page;
      left -= page.length;
      before = page.at(-1)?.scheduleId ?? null;
      next = found.length > size ? before : null;
    } while (next !== null && left > 0 && occurrences < enoughOccurrences);
  }
  const message = await ledgerMessage(scheduler, owner, span, now, pages(), signal, (spent) => {
    occurrences = spent;
  });
  return { ...message, nextCursor: next === null ? undefined : toLedgerCursor({ span, before: next }) };
}

/** Yields every schedule made before the span ends; later ones have no occurrence in it. */
async function* pagesOf({ store }: Scheduler, owner: Owner, to: number): AsyncGenerator<PlanRecord[]> {
  let last: Buffer | null = null;
  for (;;) {
    const page: PlanRecord[] = await listPlans(store, owner, to, last, pageSchedules);
    yield page;
    last = page.at(-1)?.scheduleId ?? null;
    if (last === null || page.length < pageSchedules) return;
  }
}
