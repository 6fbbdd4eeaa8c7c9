import type { GetUsageRequest, Usage } from "../../../generated/rpc/landfall/dispatcher/v1/figures.ts";
import { ownerOf } from "../../rules/caller.ts";
import { loadFigures, sumFigures } from "../../store/for-dispatcher.ts";
import type { RpcParts } from "./rpc-parts.ts";

const minuteMs = 60_000;

/** Sums up a project's usage in one mode since the first of the month, UTC. */
export async function getUsage({ store, clock }: RpcParts, { caller }: GetUsageRequest): Promise<Usage> {
  const now = clock.now();
  const today = new Date(now);
  const periodStartMs = Date.UTC(today.getUTCFullYear(), today.getUTCMonth());
  const sum = sumFigures(await loadFigures(store, ownerOf(caller), periodStartMs, now + minuteMs));
  return {
    periodStartMs,
    schedulesCreated: sum.schedulesCreated,
    deliveries: sum.succeeded + sum.failed,
    attempts: sum.succeeded + sum.retry + sum.failed,
    succeeded: sum.succeeded,
    deadLettered: sum.failed,
    expired: sum.expired,
    canceled: sum.canceled,
    skipped: sum.skipped,
  };
}
