import { checkDestination, type DestinationCheck } from "../runtime/egress/check-destination.ts";
import type { ListedEgressPolicy } from "../runtime/egress/policy.ts";
import type { Asking, Resolve } from "../runtime/egress/resolve.ts";
import { ServiceError } from "../runtime/errors.ts";

/**
 * Checks the URL of a destination. Resolves its host name and waits for that, unless asked only for what is
 * already known.
 */
export type Destinations = (url: string, asking?: Asking) => Promise<DestinationCheck>;

/** Makes a check that applies an egress policy to the addresses that a URL resolves to. */
export function destinationsBy(policy: ListedEgressPolicy, resolve: Resolve): Destinations {
  return (url, asking) => checkDestination(url, policy, resolve, asking);
}

/**
 * Makes a check whose lookups count towards one asker's share of the name servers, so that slow names block
 * only that asker.
 */
export function askedBy(by: string, destinations: Destinations): Destinations {
  return (url, asking) => destinations(url, { ...asking, by });
}

/** Makes a check that judges each URL once. For a batch, whose items mostly go to one place. */
export function judgedOnce(destinations: Destinations): Destinations {
  const judged = new Map<string, Promise<DestinationCheck>>();
  return (url) => {
    const known = judged.get(url);
    if (known !== undefined) return known;
    const check = destinations(url);
    judged.set(url, check);
    return check;
  };
}

/**
 * Checks the URL in a field.
 *
 * @throws ServiceError `invalid_endpoint`, `endpoint_blocked`
 */
export async function judgeDestination(
  url: string,
  param: string,
  destinations: Destinations,
): Promise<void> {
  const check = await destinations(url);
  if (!check.ok) throw new ServiceError(check.code, `${param}: ${check.message}.`, param);
}
