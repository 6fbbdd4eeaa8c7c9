import { type ClaimedDelivery, reserveSlots, type Store } from "../../store/for-dispatcher.ts";

/** Deliveries that share a rate: those to one profile, or to one origin. */
export interface RatedFlow {
  /** Key of the flow in the store, 16 bytes. */
  readonly key: Buffer;
  readonly maxPerSecond: number;
  readonly deliveries: readonly ClaimedDelivery[];
}

/** Times at which the deliveries of rated flows may be sent. */
export interface RateVerdicts {
  /** Time of each delivery, by its id in hex: its due time or later. */
  readonly moments: ReadonlyMap<string, number>;
  /** Deliveries whose time is too far ahead to hold them until then. */
  readonly later: readonly { readonly delivery: ClaimedDelivery; readonly at: number }[];
}

/**
 * Reserves a slot of its flow for each delivery. All dispatchers share the slots. It takes a few statements
 * per batch, not one per flow or delivery. Slots after `horizonAt` are not reserved; their deliveries are
 * released until their turn is near.
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
