import type { Ledger } from "../../../generated/rpc/landfall/scheduler/v1/ledger.ts";
import type { GetLedgerRequest } from "../../../generated/rpc/landfall/scheduler/v1/scheduler.ts";
import { ownerOf } from "../../rules/caller.ts";
import { ServiceError } from "../../runtime/errors.ts";
import type { RpcContext } from "../../runtime/rpc/implement.ts";
import { listPlans, type Owner, type PlanRecord } from "../../store/for-scheduler.ts";
import { ledgerMessage } from "../ledger/ledger-message.ts";
import { ledgerSpan } from "../ledger/ledger-span.ts";
import type { Scheduler } from "../scheduler.ts";

const pageSchedules = 500;
const mostSchedules = 100_000;

/** Returns what all schedules of a project and mode were to do in a span of time, and what became of it. */
export async function getLedger(
  scheduler: Scheduler,
  request: GetLedgerRequest,
  { signal }: Pick<RpcContext, "signal">,
): Promise<Ledger> {
  const owner = ownerOf(request.caller);
  const now = scheduler.clock.now();
  const span = ledgerSpan(request.fromMs, request.toMs, now);
  return ledgerMessage(scheduler, owner, span, now, pagesOf(scheduler, owner, span.to), signal);
}

/** Every schedule that was made before the span ends: what was made later calls for nothing in it. */
async function* pagesOf({ store }: Scheduler, owner: Owner, to: number): AsyncGenerator<PlanRecord[]> {
  let last: Buffer | null = null;
  for (let seen = 0; ; seen += pageSchedules) {
    const page: PlanRecord[] = await listPlans(store, owner, to, last, pageSchedules);
    yield page;
    last = page.at(-1)?.scheduleId ?? null;
    if (last === null || page.length < pageSchedules) return;
    if (seen + pageSchedules >= mostSchedules) {
      const message = `There are more than ${mostSchedules} schedules; ask for the ledger of each that matters.`;
      throw new ServiceError("invalid_parameter", message, "from");
    }
  }
}
