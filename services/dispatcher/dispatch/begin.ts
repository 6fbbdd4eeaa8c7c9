import { prefixedId } from "../../runtime/ulid.ts";
import { type BegunDeliveries, beginDeliveries, beginWithinConcurrency } from "../../store/for-dispatcher.ts";
import type { Dispatcher } from "../dispatcher.ts";
import { measured } from "../figures.ts";
import { carriedHeld, writeBatchSpan } from "./batch-span.ts";
import type { Held } from "./held.ts";
import { judgeOverlaps } from "./overlaps.ts";
import type { Secrets } from "./secrets.ts";

/** Result of the begin statement for one delivery. */
export type Verdict =
  /** It may be sent at its due time. */
  | "begun"
  /** It waits until an earlier occurrence of its schedule is settled. */
  | "overlap_wait"
  /** It is skipped because an earlier occurrence is not settled. */
  | "overlap_skip"
  /** No key decrypts its project's signing secrets. */
  | "unsigned"
  /** The profile's `max_concurrency` is used up, over all dispatchers. */
  | "busy"
  /** Its profile changed since the claim: it is claimed again with the new profile. */
  | "changed"
  /** Its time to live is over. */
  | "expired"
  /** Canceled, changed, paused or claimed again meanwhile. */
  | "lost";

export interface Judged {
  readonly held: Held;
  readonly verdict: Verdict;
}

/**
 * Begins a batch of held deliveries in the store; from then on a cancel is refused. Returns one verdict for
 * each.
 */
export async function begin(
  dispatcher: Dispatcher,
  secrets: Secrets,
  batch: readonly Held[],
): Promise<Judged[]> {
  const { store, clock, figures } = dispatcher;
  await secrets.prepare(batch.map(({ claimed }) => claimed.projectId));
  const newest = newestClaims(batch);
  const unsigned = unsignable(dispatcher, secrets, newest);
  const { send, wait, skip } = await judgeOverlaps(
    store,
    [...newest].filter((held) => !unsigned.has(held)),
    clock.now(),
  );
  const sentAt = clock.now();
  const answer = await measured(
    figures,
    "begin",
    () => beginAll(dispatcher, send),
    () => send.length,
  );
  const now = clock.now();
  if (dispatcher.tracer)
    writeBatchSpan(dispatcher.tracer, "begin", { from: sentAt, to: now }, send.map(carriedHeld));
  const waits = new Set(wait);
  const skips = new Set(skip);
  const verdictOf = (held: Held): Verdict => {
    const { id, claimed } = held;
    if (!newest.has(held)) return "lost";
    if (unsigned.has(held)) return "unsigned";
    if (waits.has(held)) return "overlap_wait";
    if (skips.has(held)) return "overlap_skip";
    if (answer.begun.has(id)) return "begun";
    if (answer.busy.has(id)) return "busy";
    if (answer.changed.has(id)) return "changed";
    return claimed.expiresAt !== null && claimed.expiresAt <= now ? "expired" : "lost";
  };
  return batch.map((held) => ({ held, verdict: verdictOf(held) }));
}

/**
 * Leaves out claims for which this process holds a newer claim: a change took the delivery back and it was
 * claimed again, perhaps with another request, while the older claim waited. Begins go by delivery id, so
 * both must not be in one batch.
 */
export function newestClaims(batch: readonly Held[]): ReadonlySet<Held> {
  const newest = new Map<string, Held>();
  for (const held of batch) {
    const other = newest.get(held.id);
    if (!other || other.claimed.fence < held.claimed.fence) newest.set(held.id, held);
  }
  return new Set(newest.values());
}

/** Deliveries that cannot be signed now; they wait, since with the right key they can still be sent. */
function unsignable({ log }: Dispatcher, secrets: Secrets, batch: ReadonlySet<Held>): ReadonlySet<Held> {
  const unsigned = [...batch].filter(
    ({ profile, claimed }) => !profile?.secrets && secrets.of(claimed.projectId) === null,
  );
  const projects = new Set(unsigned.map(({ claimed }) => prefixedId("prj", claimed.projectId)));
  if (projects.size > 0) log.error({ projects: [...projects] }, "no key in SEALING_KEYS opens their secrets");
  return new Set(unsigned);
}

/** Runs one statement for all without a limit of their own, and one per profile with a limit. */
async function beginAll(
  { store, holder, clock, aheadMs }: Dispatcher,
  send: readonly Held[],
): Promise<BegunDeliveries> {
  const isLimited = ({ profile }: Held) => typeof profile?.maxConcurrency === "number";
  const free = send.filter((held) => !isLimited(held));
  const results = [await beginDeliveries(store, holder, free, clock.now(), aheadMs())];
  for (const group of Map.groupBy(send.filter(isLimited), ({ destination }) => destination).values()) {
    const profile = group[0]?.profile;
    if (!profile || profile.maxConcurrency === null) continue;
    const { id, maxConcurrency } = profile;
    results.push(
      await beginWithinConcurrency(store, holder, group, id, maxConcurrency, clock.now(), aheadMs()),
    );
  }
  const [first] = results;
  if (first && results.length === 1) return first;
  return {
    begun: new Set(results.flatMap(({ begun }) => [...begun])),
    changed: new Set(results.flatMap(({ changed }) => [...changed])),
    busy: new Set(results.flatMap(({ busy }) => [...busy])),
  };
}
