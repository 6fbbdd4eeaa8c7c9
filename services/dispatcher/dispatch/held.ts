import type {
  ClaimedDelivery,
  EffectiveRetryPolicy,
  RequestContent,
  RequestContentParts,
  SchedulePolicies,
  StoredRetryPolicy,
} from "../../store/for-dispatcher.ts";
import { targetOf } from "../attempt/targets.ts";
import type { Profile } from "../profile.ts";
import type { Timed } from "../timer-queue.ts";

/** A delivery that this process holds, from the claim until it is settled, given back or lost. */
export interface Held extends Timed {
  /** The delivery's id in hex. */
  readonly id: string;
  /** When its attempt is to begin. */
  readonly dueAt: number;
  readonly heldBytes: number;
  readonly claimed: ClaimedDelivery;
  readonly method: string;
  /** What it sends, once it has been opened. */
  content: RequestContentParts | null;
  /** The same, until then; null: neither headers nor body. */
  sealed: Buffer | null;
  /** Null: it goes to a URL of its own. */
  readonly profile: Profile | null;
  /** Absolute, as it will be requested. */
  readonly url: string;
  readonly timeoutMs: number;
  readonly retryPolicy: EffectiveRetryPolicy;
  /** What it shares its place in line with: deliveries to one endpoint profile, or to one `https://host:port`. */
  readonly laneKey: string;
  /** Attempts at once that its lane may make. */
  readonly laneInFlight: number;
  /** By which it is judged when it meets an earlier one of its schedule, or is late; null: it does not recur. */
  readonly policies: SchedulePolicies | null;
  /** Claimed out of a backlog: goes after what is on time. */
  readonly overdue: boolean;
  /** When it began: its attempt counts already, and is taken back if it is given back. Null: not yet. */
  begunAt: number | null;
  /** The secrets of its project that signed its attempt, newest first, perhaps none; null: not yet, or its profile's do. */
  signedBy: readonly string[] | null;
  /** Until when its first byte may go out without the store being asked anew, once it has begun; monotonic. */
  startBy: number;
  /** Renewed while it is held; monotonic. */
  leaseUntil: number;
}

/**
 * Whether a begun delivery must not be sent as it is: this process stood still, or no place was free in time. Somebody
 * else may have it by now, and who changed its schedule was told that nothing starts any more.
 *
 * @param monotonic by the clock that nobody sets
 */
export function isStale({ startBy, leaseUntil }: Held, monotonic: number): boolean {
  return leaseUntil <= monotonic || startBy < monotonic;
}

/** What a delivery weighs beside its content, roughly: objects, strings, map entries. */
const overheadBytes = 2_000;

export interface HeldParts extends Pick<Held, "claimed" | "profile" | "policies" | "overdue" | "leaseUntil"> {
  readonly request: RequestContent;
  /** Not before it is due; later when its profile's rate says so. */
  readonly dueAt: number;
  /** What one lane may make at once, unless a profile allows less. */
  readonly laneInFlight: number;
}

/**
 * A claimed delivery with all that is needed to send it, and no more, since a dispatcher holds thousands: what they
 * have in common is shared, and nothing of the answer that brought the request is kept but what it sends.
 */
export function hold(parts: HeldParts): Held {
  const { claimed, profile, request } = parts;
  const url = profile?.url ?? request.endpoint ?? "";
  const target = targetOf(url);
  const policy = parsePolicy(request.retryPolicy);
  return {
    id: claimed.id.toString("hex"),
    dueAt: parts.dueAt,
    heldBytes: claimed.contentBytes + overheadBytes,
    claimed,
    method: request.method,
    content: null,
    sealed: request.sealedContent,
    profile,
    url: target?.text ?? url,
    timeoutMs: request.timeoutGiven ? request.timeoutMs : (profile?.timeoutMs ?? request.timeoutMs),
    retryPolicy:
      policy.given || profile === null ? policy.effective : (profile.retryPolicy ?? policy.effective),
    laneKey: profile?.laneKey ?? target?.origin ?? "",
    laneInFlight: Math.min(parts.laneInFlight, profile?.maxConcurrency ?? parts.laneInFlight),
    policies: parts.policies,
    overdue: parts.overdue,
    begunAt: null,
    signedBy: null,
    startBy: 0,
    leaseUntil: parts.leaseUntil,
  };
}

const mostPolicies = 1_000;
const policies = new Map<string, StoredRetryPolicy<unknown>>();

/** Nearly all deliveries share a few policies, so each text is parsed once while it is in use. */
export function parsePolicy(text: string): StoredRetryPolicy<unknown> {
  const known = policies.get(text);
  if (known) return known;
  const policy: StoredRetryPolicy<unknown> = JSON.parse(text);
  if (policies.size >= mostPolicies) policies.clear();
  policies.set(text, policy);
  return policy;
}
