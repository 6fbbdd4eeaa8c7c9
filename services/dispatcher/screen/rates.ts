import { type ClaimedDelivery, reserveSlots, type Store } from "../../store/for-dispatcher.ts";
import type { Profile } from "../profile.ts";

/** When deliveries to a profile may go out. */
export interface RateVerdicts {
  /** Their moment, by the delivery's id in hex: due, or later. */
  readonly moments: ReadonlyMap<string, number>;
  /** Their moment lies too far ahead to hold them until then. */
  readonly later: readonly { readonly delivery: ClaimedDelivery; readonly at: number }[];
}

/**
 * Gives each delivery to a profile with `max_per_second` its place in that profile's line, which all dispatchers
 * share: one statement for a claim's batch, none for each delivery. Places beyond `horizonAt` are not reserved; what
 * would stand there comes back when its turn is near.
 */
export async function reserveRates(
  store: Store,
  profile: Profile & { readonly maxPerSecond: number },
  deliveries: readonly ClaimedDelivery[],
  horizonAt: number,
  now: number,
): Promise<RateVerdicts> {
  const intervalMs = 1_000 / profile.maxPerSecond;
  const inOrder = deliveries.toSorted((one, other) => one.claimAt - other.claimAt);
  return reserveSlots(store, profile.id, (free) => {
    const moments = new Map<string, number>();
    const later: { delivery: ClaimedDelivery; at: number }[] = [];
    let at = free;
    let freeAt = free;
    for (const delivery of inOrder) {
      at = Math.max(at, delivery.claimAt, now);
      if (at <= horizonAt) {
        moments.set(delivery.id.toString("hex"), Math.ceil(at));
        freeAt = at + intervalMs;
      } else {
        later.push({ delivery, at: Math.ceil(at) });
      }
      at += intervalMs;
    }
    return { placed: { moments, later }, freeAt };
  });
}
