import { createHash } from "node:crypto";
import type { ClaimedDelivery, RequestContent } from "../../store/for-dispatcher.ts";
import type { Profile } from "../dispatch/profile.ts";
import type { RatedFlow } from "./rates.ts";

/** Claimed deliveries with the endpoint profiles and requests that decide their destination, by id in hex. */
export interface Claimed {
  readonly deliveries: readonly ClaimedDelivery[];
  readonly profiles: ReadonlyMap<string, Profile>;
  readonly requests: ReadonlyMap<string, RequestContent>;
}

/**
 * Assigns claimed deliveries to rated flows: one for each profile with a rate, and, if origins have a rate,
 * one for each project and origin of URLs without a profile, so that no project waits behind another's. A
 * profile without a rate has no flow.
 *
 * @param originMaxPerSecond 0 for no limit per origin
 */
export function flowsOfClaimed(
  { deliveries, profiles, requests }: Claimed,
  originMaxPerSecond: number,
): RatedFlow[] {
  const flows = new Map<string, { key: Buffer; maxPerSecond: number; deliveries: ClaimedDelivery[] }>();
  const join = (name: string, delivery: ClaimedDelivery, key: () => Buffer, maxPerSecond: number) => {
    const flow = flows.get(name);
    if (flow) flow.deliveries.push(delivery);
    else flows.set(name, { key: key(), maxPerSecond, deliveries: [delivery] });
  };
  for (const delivery of deliveries) {
    const { endpointId, requestId } = delivery;
    if (endpointId !== null) {
      const profile = profiles.get(endpointId.toString("hex"));
      if (profile?.maxPerSecond)
        join(`endpoint:${endpointId.toString("hex")}`, delivery, () => profile.id, profile.maxPerSecond);
    } else if (originMaxPerSecond > 0) {
      const { endpoint } = requests.get(requestId.toString("hex")) ?? {};
      const origin = URL.parse(endpoint ?? "")?.origin;
      const owner = delivery.projectId.toString("hex");
      if (origin) join(`${owner} ${origin}`, delivery, () => originKey(owner, origin), originMaxPerSecond);
    }
  }
  return [...flows.values()];
}

/** A hash as long as a profile's id, so that keys do not collide. */
function originKey(owner: string, origin: string): Buffer {
  return createHash("sha256").update(`${owner} ${origin}`).digest().subarray(0, 16);
}
