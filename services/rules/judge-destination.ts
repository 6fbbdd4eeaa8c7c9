import { checkDestination } from "../runtime/egress/check-destination.ts";
import type { EgressPolicy } from "../runtime/egress/policy.ts";
import type { Resolve } from "../runtime/egress/resolve.ts";
import { refusal } from "./refusal.ts";

/** What destinations are judged by. */
export interface Destinations {
  readonly policy: EgressPolicy;
  readonly resolve: Resolve;
}

/**
 * Judges the URL that a field names. Its name is looked up, so it takes as long as that does.
 *
 * @throws ServiceError `invalid_endpoint`, `endpoint_blocked`
 */
export async function judgeDestination(
  url: string,
  param: string,
  { policy, resolve }: Destinations,
): Promise<void> {
  const check = await checkDestination(url, policy, resolve);
  if (!check.ok) throw refusal(check.code, `${param}: ${check.message}.`, param);
}
