import type { Ledger } from "../../../generated/rpc/landfall/scheduler/v1/ledger.ts";
import type { GetScheduleLedgerRequest } from "../../../generated/rpc/landfall/scheduler/v1/scheduler.ts";
import { ownerOf } from "../../rules/caller.ts";
import { idOf, notFound } from "../../rules/object-ids.ts";
import type { RpcContext } from "../../runtime/rpc/implement.ts";
import { findPlan, type PlanRecord } from "../../store/for-scheduler.ts";
import { ledgerMessage } from "../ledger/ledger-message.ts";
import { ledgerSpan } from "../ledger/ledger-span.ts";
import type { Scheduler } from "../scheduler.ts";

/** Returns the ledger of one schedule in a span of time. */
export async function getScheduleLedger(
  scheduler: Scheduler,
  request: GetScheduleLedgerRequest,
  { signal }: Pick<RpcContext, "signal">,
): Promise<Ledger> {
  const owner = ownerOf(request.caller);
  const now = scheduler.clock.now();
  const span = ledgerSpan(request.fromMs, request.toMs, now);
  const plan = (await findPlan(scheduler.store, owner, idOf("schedule", request.id))) ?? notFound("schedule");
  return ledgerMessage(scheduler, owner, span, now, onePage(plan), signal);
}

async function* onePage(plan: PlanRecord): AsyncGenerator<PlanRecord[]> {
  yield [plan];
}
