import type { Handler } from "../../handler.ts";
import { toInstant } from "../../translate/instant.ts";

/** GET /v1/usage */
export const getUsage: Handler<"getUsage"> = async ({ caller, requestId }, { dispatcher, accounts }) => {
  const [usage, { quota }] = await Promise.all([
    dispatcher.getUsage({ caller }, { requestId }),
    caller.accountId === undefined ? { quota: undefined } : accounts.getQuota({ caller }, { requestId }),
  ]);
  return {
    status: 200,
    body: {
      object: "usage",
      period: toInstant(usage.periodStartMs).slice(0, 7).replace("-", ""),
      schedules_created: usage.schedulesCreated,
      deliveries: usage.deliveries,
      attempts: usage.attempts,
      succeeded: usage.succeeded,
      dead_lettered: usage.deadLettered,
      expired: usage.expired,
      canceled: usage.canceled,
      skipped: usage.skipped,
      plan: quota?.plan ?? null,
      scheduled: quota?.scheduled ?? null,
      limit: quota?.limit ?? null,
      grace_limit: quota?.graceLimit ?? null,
      over_limit: quota?.overLimit ?? null,
    },
  };
};
