import type {
  ClaimedDelivery,
  EffectiveRetryPolicy,
  RequestContentParts,
  SchedulePolicies,
} from "../../store/for-dispatcher.ts";
import type { Stage } from "./counts.ts";
import type { Lane } from "./lane.ts";
import type { Profile } from "./profile.ts";
import type { Timed } from "./timer-queue.ts";

/** A delivery that this process holds, from the claim until it is settled, given back or lost. */
export interface Held extends Timed {
  /** The delivery's id in hex. */
  readonly id: string;
  /** When its attempt is to begin; sooner, when it goes early. */
  dueAt: number;
  /** Where it stands; `Stages` alone changes it, and these two. */
  stage: Stage;
  /** Null: not taken in yet. */
  lane: Lane | null;
  /** Its place among what is held; null: it is held no more. */
  slot: number | null;
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
  /** What it goes to within its project: an endpoint profile, or an origin (`https://host:port`). */
  readonly destination: string;
  /** By which it is judged when it meets an earlier one of its schedule, or is late; null: it does not recur. */
  readonly policies: SchedulePolicies | null;
  /** Claimed out of a backlog: goes after what is on time. */
  readonly overdue: boolean;
  /** The secrets of its project that signed its attempt, newest first, perhaps none; null: not yet, or its profile's do. */
  signedBy: readonly string[] | null;
  /** Until when its first byte may go out without the store being asked anew, once it has begun; monotonic. */
  startBy: number;
  /** Renewed while it is held; monotonic. */
  leaseUntil: number;
}

/**
 * True if a begun delivery must not be sent as it is: this process stood still, or no place was free in time. Somebody
 * else may have it by now, and who changed its schedule was told that nothing starts any more.
 *
 * @param monotonic by the clock that nobody sets
 */
export function isStale({ startBy, leaseUntil }: Held, monotonic: number): boolean {
  return leaseUntil <= monotonic || startBy < monotonic;
}

/**
 * True if it was claimed only to be expired: it is paused, held back, or would be tried again later than that. It must not
 * be sent, and it ends at its moment and not before.
 */
export function endsUnsent({ dueAt, claimed: { expiresAt } }: Pick<Held, "dueAt" | "claimed">): boolean {
  return expiresAt !== null && dueAt >= expiresAt;
}
