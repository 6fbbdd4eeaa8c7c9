/** A request that the receiver got. Instants are Unix milliseconds. */
export interface Arrival {
  readonly deliveryId: string;
  readonly idempotencyKey: string;
  readonly scheduledFor: number;
  readonly arrivedAt: number;
}

/** A process that was killed. */
export interface Kill {
  readonly process: string;
  readonly at: number;
}

/** Judgement of the arrivals. */
export interface Verdict {
  /** Numbers of deliveries that arrived, and of those that arrived more than once. */
  readonly arrived: number;
  readonly repeated: number;
  /** Of the duplicates: the longest time from an arrival to the kill during which it was in flight. */
  readonly longestBeforeKillMs: number;
  /** Duplicates although no dispatcher was killed while they were on the wire or not yet settled. */
  readonly unexplained: readonly string[];
  /** Deliveries with more than one Idempotency-Key. */
  readonly rekeyed: readonly string[];
  /** Deliveries that are called succeeded and never arrived. */
  readonly missing: readonly string[];
  /** Lateness of first arrivals, in milliseconds. */
  readonly lateness: { readonly p50: number; readonly p99: number; readonly max: number };
}

/**
 * Compares arrivals with the kills of dispatchers. A delivery may arrive again only if it was in flight at a kill:
 * its request had arrived, and its outcome was not yet stored.
 *
 * @param inFlightMs longest time from arrival to kill; a settlement that waits for the store takes time
 */
export function judge(
  arrivals: readonly Arrival[],
  kills: readonly Kill[],
  succeeded: readonly string[],
  inFlightMs: number,
): Verdict {
  const byDelivery = Map.groupBy(arrivals, ({ deliveryId }) => deliveryId);
  const repeats = [...byDelivery].filter(([, all]) => all.length > 1);
  // Every arrival but the last needs a kill that explains the next one.
  const gaps = repeats.map(([id, all]) => {
    const waits = all.slice(0, -1).map(({ arrivedAt }) => untilKill(arrivedAt, kills));
    return { id, longest: Math.max(...waits) };
  });
  const isExplained = ({ longest }: { longest: number }) => longest <= inFlightMs;
  const firsts = [...byDelivery.values()].flatMap(([first]) => first ?? []);
  return {
    arrived: byDelivery.size,
    repeated: repeats.length,
    longestBeforeKillMs: Math.max(0, ...gaps.filter(isExplained).map(({ longest }) => longest)),
    unexplained: gaps.filter((gap) => !isExplained(gap)).map(({ id }) => id),
    rekeyed: repeats
      .filter(([, all]) => new Set(all.map(({ idempotencyKey }) => idempotencyKey)).size > 1)
      .map(([id]) => id),
    missing: succeeded.filter((id) => !byDelivery.has(id)),
    lateness: spread(firsts.map(({ arrivedAt, scheduledFor }) => arrivedAt - scheduledFor)),
  };
}

/** The signal is sent a little before the process ends. */
const dyingMs = 100;

/** Returns the time from an arrival to the next kill; infinite if there was none. */
function untilKill(arrivedAt: number, kills: readonly Kill[]): number {
  const waits = kills.map(({ at }) => at + dyingMs - arrivedAt).filter((wait) => wait >= 0);
  return Math.max(Math.min(...waits, Number.POSITIVE_INFINITY) - dyingMs, 0);
}

function spread(values: readonly number[]): Verdict["lateness"] {
  const sorted = values.toSorted((one, other) => one - other);
  const at = (share: number) => sorted[Math.min(Math.floor(sorted.length * share), sorted.length - 1)] ?? 0;
  return { p50: at(0.5), p99: at(0.99), max: at(1) };
}
