import type {
  ClaimedDelivery,
  EffectiveRetryPolicy,
  RequestContentParts,
  SchedulePolicies,
} from "../../store/for-dispatcher.ts";
import type { Stage } from "./counts.ts";
import type { Lane } from "./lanes/lane.ts";
import type { Profile } from "./profile.ts";
import type { Timed } from "./timers/timer-queue.ts";

/** Instants of one attempt, for its span; 0: not reached. */
export interface AttemptMarks {
  readonly claimedAt: number;
  begunAt: number;
  calledAt: number;
}

/** A delivery held by this process, from the claim until it is settled, released or lost. */
export interface Held extends Timed {
  /** The delivery's id in hex. */
  readonly id: string;
  /** When its attempt is due; moved forward for an early send. */
  dueAt: number;
  /** Only `Stages` changes this field and the next two. */
  stage: Stage;
  /** Null until it is taken in. */
  lane: Lane | null;
  /** Its index among the held deliveries; null once it is no longer held. */
  slot: number | null;
  readonly heldBytes: number;
  readonly claimed: ClaimedDelivery;
  readonly method: string;
  /** Decrypted content to send; null until it is opened. */
  content: RequestContentParts | null;
  /** Encrypted content, until it is opened; null if it has neither headers nor body. */
  sealed: Buffer | null;
  /** Null if it goes to a URL without a profile. */
  readonly profile: Profile | null;
  /** Absolute URL to request. */
  readonly url: string;
  readonly timeoutMs: number;
  readonly retryPolicy: EffectiveRetryPolicy;
  /** Destination within its project: an endpoint profile, or an origin (`https://host:port`). */
  readonly destination: string;
  /** Overlap and misfire policies of its schedule; null if it does not recur. */
  readonly policies: SchedulePolicies | null;
  /** Claimed from the backlog: sent after on-time deliveries. */
  readonly overdue: boolean;
  /**
   * The project's secrets that signed its attempt, newest first, may be empty; null if not signed yet, or
   * signed with its profile's.
   */
  signedBy: readonly string[] | null;
  /** `traceparent` of its create; null if it came with none. */
  readonly traceparent: string | null;
  /** True if the receiver gets it. */
  readonly forwardTrace: boolean;
  /** When its claim and its begin were durable and its sending began; null if no traces are written. */
  marks: AttemptMarks | null;
  /** Once begun: until when its first byte may be sent without asking the store again; monotonic. */
  startBy: number;
  /** End of its lease, renewed while it is held; monotonic. */
  leaseUntil: number;
}

/**
 * True if a begun delivery is too late to be sent as it is, because the process stood still or no
 * connection was free in time. Another dispatcher may hold it by now, and whoever changed its schedule was
 * told that no more attempts start.
 *
 * @param monotonic current time of the monotonic clock
 */
export function isStale({ startBy, leaseUntil }: Held, monotonic: number): boolean {
  return leaseUntil <= monotonic || startBy < monotonic;
}

/**
 * True if it was claimed only to be expired: it is paused, held back, or its next attempt is after its
 * expiry. It must not be sent, and it ends exactly at its expiry.
 */
export function endsUnsent({ dueAt, claimed: { expiresAt } }: Pick<Held, "dueAt" | "claimed">): boolean {
  return expiresAt !== null && dueAt >= expiresAt;
}
