import { type ClaimedDelivery, reserveSlots, type Store } from "../../store/for-dispatcher.ts";

/** Deliveries that share a rate. */
export interface RateLine {
  /** Names the line in the store, 16 bytes. */
  readonly key: Buffer;
  readonly maxPerSecond: number;
  readonly deliveries: readonly ClaimedDelivery[];
}

/** When deliveries that stand in a line may go out. */
export interface RateVerdicts {
  /** Their moment, by the delivery's id in hex: due, or later. */
  readonly moments: ReadonlyMap<string, number>;
  /** Their moment lies too far ahead to hold them until then. */
  readonly later: readonly { readonly delivery: ClaimedDelivery; readonly at: number }[];
}

/**
 * Gives each delivery its place in its line, which all dispatchers share: a few statements for a claim's batch, none
 * for each line or delivery. Places beyond `horizonAt` are not reserved; what would stand there comes back when its
 * turn is near.
 */
export async function reserveRates(
  store: Store,
  lines: readonly RateLine[],
  horizonAt: number,
  now: number,
): Promise<RateVerdicts> {
  if (lines.length === 0) return { moments: new Map(), later: [] };
  const all = await reserveSlots(store, lines, (line, freeAt) => standInLine(line, freeAt, horizonAt, now));
  return {
    moments: new Map(all.flatMap(({ moments }) => moments)),
    later: all.flatMap(({ later }) => later),
  };
}

function standInLine({ maxPerSecond, deliveries }: RateLine, free: number, horizonAt: number, now: number) {
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
