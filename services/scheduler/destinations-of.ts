import { askedBy, type Destinations } from "../rules/judge-destination.ts";
import type { Owner } from "../store/for-scheduler.ts";

/** Destinations of a project: names that hang take its share of lookups alone. */
export function destinationsOf(
  { projectId }: Pick<Owner, "projectId">,
  destinations: Destinations,
): Destinations {
  return askedBy(projectId.toString("hex"), destinations);
}
