import { type ClaimedDelivery, reserveSlots, type Store } from "../../store/for-dispatcher.ts";

/** Deliveries that share a rate: those to one profile, or to one origin. */
export interface RatedFlow {
  /** Names the flow in the store, 16 bytes. */
  readonly key: Buffer;
  readonly maxPerSecond: number;
  readonly deliveries: readonly ClaimedDelivery[];
}

/** When deliveries of a flow may go out. */
export interface RateVerdicts {
  /** Their moment, by the delivery's id in hex: due, or later. */
  readonly moments: ReadonlyMap<string, number>;
  /** Their moment lies too far ahead to hold them until then. */
  readonly later: readonly { readonly delivery: ClaimedDelivery; readonly at: number }[];
}

/**
 * Gives each delivery its slot of its flow, which all dispatchers share: a few statements for a claim's batch, none
 * for each flow or delivery. Slots beyond `horizonAt` are not reserved; what would take one comes back when its
 * turn is near.
 */
export async function reserveRates(
  store: Store,
  flows: readonly RatedFlow[],
  horizonAt: number,
  now: number,
): Promise<RateVerdicts> {
  if (flows.length === 0) return { moments: new Map(), later: [] };
  const all = await reserveSlots(store, flows, (flow, freeAt) => takeSlots(flow, freeAt, horizonAt, now));
  return {
    moments: new Map(all.flatMap(({ moments }) => moments)),
    later: all.flatMap(({ later }) => later),
  };
}

function takeSlots({ maxPerSecond, deliveries }: RatedFlow, free: number, horizonAt: number, now: number) {
  const intervalMs = 1_000 / maxPerSecond;
  const moments: (readonly [string, number])[] = [];
  const later: { delivery: ClaimedDelivery; at: number }[] = [];
  let at = free;
  let freeAt = free;
  for (const delivery of deliveries.toSorted((one, other) => one.claimAt - other.claimAt)) {
    at = Math.max(at, delivery.claimAt, now);
    if (at <= horizonAt) {
      moments.push([delivery.id.toString("hex"), Math.ceil(at)]);
      freeAt = at + intervalMs;
    } else {
      later.push({ delivery, at: Math.ceil(at) });
    }
    at += intervalMs;
  }
  return { placed: { moments, later }, freeAt };
}
