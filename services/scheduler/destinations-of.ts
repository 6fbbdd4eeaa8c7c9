import { askedBy, type Destinations } from "../rules/judge-destination.ts";
import type { Owner } from "../store/for-scheduler.ts";

/** Makes the check of destinations for one project; its slow names use up only its own share of lookups. */
export function destinationsOf(
  { projectId }: Pick<Owner, "projectId">,
  destinations: Destinations,
): Destinations {
  return askedBy(projectId.toString("hex"), destinations);
}
