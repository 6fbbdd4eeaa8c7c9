import { createAskNames, systemNames } from "../runtime/egress/ask-names.ts";
import { parseCidrs } from "../runtime/egress/cidrs.ts";
import { createEgressPolicy } from "../runtime/egress/policy.ts";
import { createResolver, defaultResolverLimits } from "../runtime/egress/resolve.ts";
import type { Clock } from "../runtime/time/clock.ts";
import { type Destinations, destinationsBy } from "./judge-destination.ts";

/** A caller waits this long for its own name; a name that has not resolved by then is checked at every dial. */
const resolveWithinMs = 500;

/**
 * Makes the check of destinations for one process.
 *
 * @param egressAllow CIDRs that are allowed in addition to public addresses; null: none
 * @param nameServers DNS servers to ask in place of the system's; null: the system's
 * @throws when they are not CIDRs
 */
export function createDestinations(
  egressAllow: string | null,
  clock: Clock,
  nameServers: readonly string[] | null = null,
): Destinations {
  return destinationsBy(
    createEgressPolicy(parseCidrs(egressAllow ?? "")),
    createResolver(
      clock,
      { ...defaultResolverLimits, deadlineMs: resolveWithinMs },
      createAskNames({ ...systemNames, servers: nameServers }),
    ),
  );
}
