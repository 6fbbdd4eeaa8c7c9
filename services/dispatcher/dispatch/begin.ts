import { prefixedId } from "../../runtime/ulid.ts";
import { type BegunDeliveries, beginDeliveries, beginWithinConcurrency } from "../../store/for-dispatcher.ts";
import type { Held } from "../claim/held.ts";
import type { Dispatcher } from "../dispatcher.ts";
import { measured } from "../figures.ts";
import { judgeOverlaps } from "./overlaps.ts";
import type { Secrets } from "./secrets.ts";

/** What became of a batch that was to begin. */
export interface Begun {
  /** May be sent, at their moment. */
  readonly begun: readonly Held[];
  /** Wait for an earlier occurrence of their schedule. */
  readonly waiting: readonly Held[];
  /** Cannot be signed, since no key opens what their project signs with. */
  readonly unsigned: readonly Held[];
  /** Not sent since an earlier occurrence of their schedule is not settled. */
  readonly overlapped: readonly Held[];
  /** Their profile's places are all taken, by any dispatcher. */
  readonly busy: readonly Held[];
  /** Their profile has changed since they were claimed: they are to be claimed again, and go by what it is now. */
  readonly changed: readonly Held[];
  /** Their time was over. */
  readonly expired: readonly Held[];
  /** Canceled, changed, paused, or claimed by somebody else meanwhile. */
  readonly lost: readonly Held[];
}

/** Begins a batch of held deliveries in the store: the point from which a cancel is refused. */
export async function begin(
  dispatcher: Dispatcher,
  secrets: Secrets,
  batch: readonly Held[],
): Promise<Begun> {
  const { store, clock, figures } = dispatcher;
  await secrets.prepare(batch.map(({ claimed }) => claimed.projectId));
  const current = newestClaims(batch);
  const superseded = batch.filter((held) => !current.has(held));
  const ending = [...current].filter(endsUnsent);
  const unsigned = unsignable(dispatcher, secrets, current);
  const { send, wait, skip } = await judgeOverlaps(
    store,
    [...current].filter((held) => !ending.includes(held) && !unsigned.includes(held)),
    clock.now(),
  );
  const { begun, busy, changed } = await measured(
    figures,
    "begin",
    () => beginAll(dispatcher, send),
    () => send.length,
  );
  const now = clock.now();
  const left = send.filter(({ id }) => !begun.has(id) && !busy.has(id) && !changed.has(id));
  const isExpired = ({ claimed: { expiresAt } }: Held) => expiresAt !== null && expiresAt <= now;
  return {
    begun: send.filter(({ id }) => begun.has(id)),
    waiting: wait,
    unsigned: unsigned.filter((held) => !ending.includes(held)),
    overlapped: skip,
    busy: send.filter(({ id }) => busy.has(id)),
    changed: send.filter(({ id }) => changed.has(id)),
    expired: [...ending, ...left.filter(isExpired)],
    lost: [...superseded, ...left.filter((held) => !isExpired(held))],
  };
}

/**
 * The batch without claims that this process itself has followed by a newer one: a change took the delivery back and it
 * was claimed again, with another request perhaps, while the older claim still stood in line. What begins is told
 * by the delivery's id, so an older claim must not stand beside the newer one.
 */
export function newestClaims(batch: readonly Held[]): ReadonlySet<Held> {
  const newest = new Map<string, Held>();
  for (const held of batch) {
    const other = newest.get(held.id);
    if (!other || other.claimed.fence < held.claimed.fence) newest.set(held.id, held);
  }
  return new Set(newest.values());
}

/**
 * Whether it is looked at only since it expires: it is paused, held back, or would be tried again later than that.
 * Claimed ahead of that moment, it must not be sent just before it.
 */
function endsUnsent({ dueAt, claimed: { expiresAt } }: Held): boolean {
  return expiresAt !== null && dueAt >= expiresAt;
}

/** What must not go out as it is: with the right key it can still be signed and sent. */
function unsignable({ log }: Dispatcher, secrets: Secrets, batch: ReadonlySet<Held>): Held[] {
  const unsigned = [...batch].filter(
    ({ profile, claimed }) => !profile?.secrets && secrets.of(claimed.projectId) === null,
  );
  const projects = new Set(unsigned.map(({ claimed }) => prefixedId("prj", claimed.projectId)));
  if (projects.size > 0) log.error({ projects: [...projects] }, "no key in SEALING_KEYS opens their secrets");
  return unsigned;
}

/** One statement for all that have no limit of their own, and one for each profile that has. */
async function beginAll(
  { store, holder, clock }: Dispatcher,
  send: readonly Held[],
): Promise<BegunDeliveries> {
  const isLimited = ({ profile }: Held) => typeof profile?.maxConcurrency === "number";
  const free = send.filter((held) => !isLimited(held));
  const results = [await beginDeliveries(store, holder, free, clock.now())];
  for (const group of Map.groupBy(send.filter(isLimited), ({ laneKey }) => laneKey).values()) {
    const profile = group[0]?.profile;
    if (!profile || profile.maxConcurrency === null) continue;
    const { id, maxConcurrency } = profile;
    results.push(await beginWithinConcurrency(store, holder, group, id, maxConcurrency, clock.now()));
  }
  const [first] = results;
  if (first && results.length === 1) return first;
  return {
    begun: new Set(results.flatMap(({ begun }) => [...begun])),
    changed: new Set(results.flatMap(({ changed }) => [...changed])),
    busy: new Set(results.flatMap(({ busy }) => [...busy])),
  };
}
