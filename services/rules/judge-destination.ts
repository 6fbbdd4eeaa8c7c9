import { checkDestination, type DestinationCheck } from "../runtime/egress/check-destination.ts";
//KEEP
import type { ListedEgressPolicy } from "../runtime/egress/policy.ts";
import type { Asking, Resolve } from "../runtime/egress/resolve.ts";
import { ServiceError } from "../runtime/errors.ts";

/**
 * Says what the API answers about the URL of a destination. Its name is looked up, so it takes as long as that does, but
 * for whoever wants only what is known.
 */
export type Destinations = (url: string, asking?: Asking) => Promise<DestinationCheck>;

/** Destinations judged by where they lie. */
export function destinationsBy(policy: ListedEgressPolicy, resolve: Resolve): Destinations {
  return (url, asking) => checkDestination(url, policy, resolve, asking);
}

/** The same, asked by one of those who share the name servers: what hangs takes its own share alone. */
export function askedBy(by: string, destinations: Destinations): Destinations {
  return (url, asking) => destinations(url, { ...asking, by });
}

/** The same, each URL judged once however often it comes: for what arrives together, and mostly goes to one place. */
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
 * Judges the URL that a field names.
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
