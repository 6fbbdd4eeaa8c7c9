import type {
  GetQuotaRequest,
  GetQuotaResponse,
} from "../../../generated/rpc/landfall/accounts/v1/accounts.ts";
import { accountIdOf } from "../../rules/caller.ts";
import { graceLimit, planOf, quotaPeriod } from "../../rules/plans.ts";
import { loadUsage } from "../../store/for-accounts.ts";
import type { Accounts } from "../accounts.ts";

/** Reads what the caller's account has made since the first of the month, UTC, and what its plan allows. */
export async function getQuota(
  { store, clock, plans }: Accounts,
  { caller }: GetQuotaRequest,
): Promise<GetQuotaResponse> {
  const accountId = accountIdOf(caller);
  if (plans === null || accountId === null) return { quota: undefined };
  const usage = await loadUsage(store, [accountId], quotaPeriod(clock.now()));
  const account = usage.get(accountId.toString("hex"));
  if (account === undefined) return { quota: undefined };
  const plan = planOf(plans, account.plan);
  const limit = plan.monthlySchedules;
  return {
    quota: {
      plan: plan.id,
      scheduled: account.scheduled,
      limit: limit ?? undefined,
      graceLimit: graceLimit(plan) ?? undefined,
      overLimit: limit !== null && account.scheduled > limit,
    },
  };
}
