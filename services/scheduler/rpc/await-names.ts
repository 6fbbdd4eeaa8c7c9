import type {
  AwaitNamesRequest,
  AwaitNamesResponse,
} from "../../../generated/rpc/landfall/scheduler/v1/scheduler.ts";
import { ownerOf } from "../../rules/caller.ts";
import { ServiceError } from "../../runtime/errors.ts";
import { destinationsOf } from "../destinations-of.ts";
import type { Scheduler } from "../scheduler.ts";

const mostEndpoints = 1_000;

/** Waits until the host names of destinations are resolved, or the time for resolving them has passed. */
export async function awaitNames(
  scheduler: Scheduler,
  { caller, endpoints }: AwaitNamesRequest,
): Promise<AwaitNamesResponse> {
  if (endpoints.length > mostEndpoints) {
    throw new ServiceError(
      "invalid_parameter",
      `endpoints may hold at most ${mostEndpoints} URLs.`,
      "endpoints",
    );
  }
  const destinations = destinationsOf(ownerOf(caller), scheduler.destinations);
  await Promise.all(endpoints.map((endpoint) => destinations(endpoint)));
  return {};
}
