import type { Clock } from "../runtime/clock.ts";
import { createAskNames, systemNames } from "../runtime/egress/ask-names.ts";
import { parseCidrs } from "../runtime/egress/cidrs.ts";
import { createEgressPolicy } from "../runtime/egress/policy.ts";
import { createResolver, defaultResolverLimits } from "../runtime/egress/resolve.ts";
import { type Destinations, destinationsBy } from "./judge-destination.ts";

/** A caller waits this long for its own name; one that does not resolve by then is judged again at every dial. */
const resolveWithinMs = 500;

/**
 * Returns what a process judges destinations by.
 *
 * @param egressAllow CIDRs that they may lie in beside public addresses; null: none
 * @param nameServers in place of the system's; null: the system's
 * @throws when they are no CIDRs
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
