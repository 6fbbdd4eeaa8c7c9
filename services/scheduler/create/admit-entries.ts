import type { ErrorCode } from "../../../generated/rpc/error-codes.ts";
import { graceLimit, type Plan, type Plans, planOf, quotaPeriod } from "../../rules/plans.ts";
import { ServiceError } from "../../runtime/errors.ts";
import { loadUsage, type NewSchedule, type Transaction, takeQuota } from "../../store/for-scheduler.ts";

/** A schedule to write, and the account it counts against; null: none. */
export interface CountedEntry {
  readonly accountId: Buffer | null;
  readonly created: NewSchedule;
}

/** Decision on one schedule. */
export type Admission =
  /** It may be written. `overLimit` is null if its account has no limit, or it has no account. */
  | { readonly kind: "admitted"; readonly overLimit: boolean | null }
  | { readonly kind: "refused"; readonly error: ServiceError };

/** The plans to count by, and the time that says which month it is. */
export interface Quota {
  readonly plans: Plans;
  readonly now: number;
}

const uncounted: Admission = { kind: "admitted", overLimit: null };

/**
 * Decides which schedules the plans of their accounts allow, and counts those in the caller's transaction, which
 * must write them. Runs no statement when none has an account.
 *
 * @param quota null: there are no plans
 */
export async function admitEntries<Entry extends CountedEntry>(
  transaction: Transaction,
  entries: readonly Entry[],
  quota: Quota | null,
): Promise<(entry: Entry) => Admission> {
  const byAccount = Map.groupBy(entries, ({ accountId }) => accountId?.toString("hex") ?? null);
  byAccount.delete(null);
  if (quota === null || byAccount.size === 0) return () => uncounted;
  const period = quotaPeriod(quota.now);
  const ids = [...byAccount.values()].flatMap(([entry]) => entry?.accountId ?? []);
  const usage = await loadUsage(transaction, ids, period);
  const admissions = new Map<Entry, Admission>();
  const wanted = [...usage].map(([key, { plan: planId, scheduled }]) => {
    const plan = planOf(quota.plans, planId);
    const fitting: Entry[] = [];
    for (const entry of byAccount.get(key) ?? []) {
      const error = bodyRefusal(plan, entry.created.request.bodyBytes);
      if (error === null) fitting.push(entry);
      else admissions.set(entry, { kind: "refused", error });
    }
    return { key, plan, scheduled, fitting };
  });
  const requests = wanted.flatMap(({ key, plan, scheduled, fitting }) =>
    fitting.length === 0
      ? []
      : { accountId: Buffer.from(key, "hex"), count: fitting.length, scheduled, most: graceLimit(plan) },
  );
  const taken = await takeQuota(transaction, period, requests);
  for (const { key, plan, fitting } of wanted) {
    const { count, before } = taken.get(key) ?? { count: 0, before: 0 };
    for (const [place, entry] of fitting.entries()) {
      admissions.set(entry, place < count ? admitted(plan, before + place + 1) : refusedByQuota(plan));
    }
  }
  return (entry) => admissions.get(entry) ?? uncounted;
}

/** Returns the refusal of a body that is larger than the plan allows; null: it is not. */
export function bodyRefusal({ maxBodyBytes, id }: Plan, bodyBytes: number | null): ServiceError | null {
  if (maxBodyBytes === null || (bodyBytes ?? 0) <= maxBodyBytes) return null;
  const message = `body may have at most ${maxBodyBytes} bytes by the plan ${id}.`;
  return new ServiceError<ErrorCode>("payload_too_large", message, "body");
}

function admitted({ monthlySchedules }: Plan, count: number): Admission {
  return { kind: "admitted", overLimit: monthlySchedules === null ? null : count > monthlySchedules };
}

function refusedByQuota(plan: Plan): Admission {
  const message = `The plan ${plan.id} allows ${graceLimit(plan)} schedules a month, the grace included.`;
  return { kind: "refused", error: new ServiceError<ErrorCode>("quota_exceeded", message) };
}
