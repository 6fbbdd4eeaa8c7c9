import type { Caller } from "../../../generated/rpc/landfall/accounts/v1/caller.ts";
import { accountIdOf } from "../../rules/caller.ts";
import { planOf, quotaPeriod } from "../../rules/plans.ts";
import { loadUsage } from "../../store/for-scheduler.ts";
import type { Scheduler } from "../scheduler.ts";
import { bodyRefusal } from "./admit-entries.ts";

/**
 * Checks that the plan of the caller's account allows a body of this size. Runs no statement without plans, or
 * for a caller without an account.
 *
 * @param bodyBytes null: there is no body
 * @throws ServiceError `payload_too_large`
 */
export async function mustFitPlan(
  { store, clock, plans }: Pick<Scheduler, "store" | "clock" | "plans">,
  caller: Caller | undefined,
  bodyBytes: number | null,
): Promise<void> {
  const accountId = accountIdOf(caller);
  if (plans === null || accountId === null || bodyBytes === null) return;
  const usage = await loadUsage(store, [accountId], quotaPeriod(clock.now()));
  const account = usage.get(accountId.toString("hex"));
  const refusal = account === undefined ? null : bodyRefusal(planOf(plans, account.plan), bodyBytes);
  if (refusal !== null) throw refusal;
}
