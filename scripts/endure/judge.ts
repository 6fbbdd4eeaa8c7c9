/** One request as the receiver saw it. Instants are Unix milliseconds. */
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
  /** Deliveries that came, and those that came more than once. */
  readonly arrived: number;
  readonly repeated: number;
  /** Of those that came again: the longest time from an arrival to the kill that it was in flight at. */
  readonly longestBeforeKillMs: number;
  /** Came again although no dispatcher had been killed while they were on the wire or not yet settled. */
  readonly unexplained: readonly string[];
  /** Came under more than one Idempotency-Key. */
  readonly rekeyed: readonly string[];
  /** Are called succeeded and never came. */
  readonly missing: readonly string[];
  /** Of first arrivals, in milliseconds after the planned moment. */
  readonly lateness: { readonly p50: number; readonly p99: number; readonly max: number };
}

/**
 * Judges what came against the kills of dispatchers. A delivery may come again only when it was in flight at a kill:
 * its request had arrived, and its outcome was not yet written.
 *
 * @param inFlightMs how long before a kill it may have arrived; a settlement that waits for the store takes its time
 */
export function judge(
  arrivals: readonly Arrival[],
  kills: readonly Kill[],
  succeeded: readonly string[],
  inFlightMs: number,
): Verdict {
  const byDelivery = Map.groupBy(arrivals, ({ deliveryId }) => deliveryId);
  const repeats = [...byDelivery].filter(([, all]) => all.length > 1);
  // Each arrival but the last was followed by another, and so needs its kill.
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

/** A process is told to die a little before it is dead. */
const dyingMs = 100;

/** From an arrival to the first kill after it; infinite when there was none. */
function untilKill(arrivedAt: number, kills: readonly Kill[]): number {
  const waits = kills.map(({ at }) => at + dyingMs - arrivedAt).filter((wait) => wait >= 0);
  return Math.max(Math.min(...waits, Number.POSITIVE_INFINITY) - dyingMs, 0);
}

function spread(values: readonly number[]): Verdict["lateness"] {
  const sorted = values.toSorted((one, other) => one - other);
  const at = (share: number) => sorted[Math.min(Math.floor(sorted.length * share), sorted.length - 1)] ?? 0;
  return { p50: at(0.5), p99: at(0.99), max: at(1) };
}
