import type { SignedInHandler } from "../call.ts";
import { toWalletSchedule } from "../translate/schedule.ts";
import { walletOwner } from "../wallet-owner.ts";

/** GET /api/schedule */
export const schedule: SignedInHandler<"schedule"> = async ({ query, caller, requestId }, { scheduler }) => {
  const target = { caller: walletOwner(caller), id: query.id };
  return { schedule: toWalletSchedule(await scheduler.getPrepaidSchedule(target, { requestId })) };
};
