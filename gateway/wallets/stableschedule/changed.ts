import type { Caller } from "../../../generated/rpc/landfall/accounts/v1/caller.ts";
import type { Services } from "../../clients/services.ts";
import type { SignedInCall } from "../call.ts";
import { statusOf } from "../translate/schedule.ts";
import { walletOwner } from "../wallet-owner.ts";

interface Target {
  readonly caller: Caller;
  readonly id: string;
  readonly ifVersion: undefined;
}

/** Changes a schedule, and answers where it stands then. */
export async function changed(
  { body, caller, requestId }: SignedInCall<"schedule_pause" | "schedule_resume" | "schedule_delete">,
  { scheduler }: Services,
  change: (target: Target, options: { requestId: string }) => Promise<unknown>,
): Promise<{ success: true; schedule_id: string; status: ReturnType<typeof statusOf> }> {
  const target = { caller: walletOwner(caller), id: body.schedule_id };
  await change({ ...target, ifVersion: undefined }, { requestId });
  const prepaid = await scheduler.getPrepaidSchedule(target, { requestId });
  return { success: true, schedule_id: body.schedule_id, status: statusOf(prepaid) };
}
