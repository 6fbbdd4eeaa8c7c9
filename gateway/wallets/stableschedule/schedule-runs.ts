import type { Caller } from "../../../generated/rpc/landfall/accounts/v1/caller.ts";
import {
  type Attempt,
  type Delivery,
  DeliveryState,
} from "../../../generated/rpc/landfall/dispatcher/v1/delivery.ts";
import type { Services } from "../../clients/services.ts";
import type { SignedInHandler } from "../call.ts";
import { isRun, toRun } from "../translate/run.ts";
import { walletOwner } from "../wallet-owner.ts";

const usualLimit = 25;
const pageSize = 100;
/** Bound on the pages of each list: what is planned ahead comes first, and every run may have retries. */
const mostPages = 10;

/** GET /api/schedule/runs */
export const schedule_runs: SignedInHandler<"schedule_runs"> = async (
  { query, caller, requestId },
  { dispatcher },
) => {
  const of = { caller: walletOwner(caller), scheduleId: query.schedule_id, requestId };
  const runs = await newestRuns(dispatcher, of, query.limit ?? usualLimit);
  const attempted = runs.filter(hasEndedAttempt).map(({ id }) => id);
  const last = await lastAttempts(dispatcher, of, attempted);
  return { runs: runs.map((run) => toRun(run, last.get(run.id) ?? null)) };
};

/** The attempt that is on the wire is not on record yet. */
function hasEndedAttempt({ state, attemptCount }: Delivery): boolean {
  return attemptCount > (state === DeliveryState.DISPATCHING ? 1 : 0);
}

interface Of {
  readonly caller: Caller;
  readonly scheduleId: string;
  readonly requestId: string;
}

/** Returns the newest deliveries that have begun or ended. */
async function newestRuns(
  dispatcher: Services["dispatcher"],
  { requestId, ...of }: Of,
  limit: number,
): Promise<Delivery[]> {
  const runs: Delivery[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < mostPages && runs.length < limit; page++) {
    const request = { ...everyDelivery, ...of, limit: pageSize, cursor };
    const { deliveries, nextCursor } = await dispatcher.listDeliveries(request, { requestId });
    runs.push(...deliveries.filter(isRun));
    if (nextCursor === undefined) break;
    cursor = nextCursor;
  }
  return runs.slice(0, limit);
}

/** Finds the newest attempt of each delivery that has one. */
async function lastAttempts(
  dispatcher: Services["dispatcher"],
  { requestId, ...of }: Of,
  deliveryIds: readonly string[],
): Promise<ReadonlyMap<string, Attempt>> {
  const last = new Map<string, Attempt>();
  const wanted = new Set(deliveryIds);
  let cursor: string | undefined;
  for (let page = 0; page < mostPages && wanted.size > 0; page++) {
    const request = { ...of, deliveryId: undefined, limit: pageSize, cursor, includeTotal: false };
    const { attempts, nextCursor } = await dispatcher.listAttempts(request, { requestId });
    for (const attempt of attempts)
      if (wanted.delete(attempt.deliveryId)) last.set(attempt.deliveryId, attempt);
    if (nextCursor === undefined) break;
    cursor = nextCursor;
  }
  return last;
}

const everyDelivery = {
  includeTotal: false,
  state: DeliveryState.UNSPECIFIED,
  endpointId: undefined,
  search: undefined,
  createdFromMs: undefined,
  createdBeforeMs: undefined,
} as const;
