import type { Clock } from "../runtime/clock.ts";
import { parseCidrs } from "../runtime/egress/cidrs.ts";
import { createEgressPolicy } from "../runtime/egress/policy.ts";
import { createResolver, defaultResolverLimits } from "../runtime/egress/resolve.ts";
import { type Destinations, destinationsBy } from "./judge-destination.ts";

/** A caller waits this long for a name to resolve; one that does not is judged again at every dial. */
const resolveWithinMs = 1_000;

/**
 * Returns what a process judges destinations by.
 *
 * @param egressAllow CIDRs that they may lie in beside public addresses; null: none
 * @throws when they are no CIDRs
 */
export function createDestinations(egressAllow: string | null, clock: Clock): Destinations {
  return destinationsBy(
    createEgressPolicy(parseCidrs(egressAllow ?? "")),
    createResolver(clock, { ...defaultResolverLimits, deadlineMs: resolveWithinMs }),
  );
}
