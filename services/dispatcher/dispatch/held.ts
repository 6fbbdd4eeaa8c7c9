import type {
  ClaimedDelivery,
  EffectiveRetryPolicy,
  RequestContent,
  StoredRetryPolicy,
} from "../../store/for-dispatcher.ts";
import type { Timed } from "../timer-queue.ts";

/** A delivery that this process holds, from the claim until it is settled, given back or lost. */
export interface Held extends Timed {
  /** The delivery's id in hex. */
  readonly id: string;
  /** When its attempt is to begin. */
  readonly dueAt: number;
  readonly heldBytes: number;
  readonly claimed: ClaimedDelivery;
  readonly request: RequestContent;
  /** Absolute, as it will be requested. */
  readonly url: string;
  /** What shares its connections and its place in line: `https://host:port`. */
  readonly origin: string;
  readonly retryPolicy: EffectiveRetryPolicy;
  /** Claimed out of a backlog: goes after what is on time. */
  readonly overdue: boolean;
  /** Renewed while it is held. */
  leaseExpiresAt: number;
}

/** What a delivery weighs beside its content, roughly: objects, strings, map entries. */
const overheadBytes = 2_000;

/** A claimed delivery with what it sends. */
export function hold(
  claimed: ClaimedDelivery,
  request: RequestContent,
  overdue: boolean,
  leaseExpiresAt: number,
): Held {
  const url = request.endpoint ?? "";
  return {
    id: claimed.id.toString("hex"),
    dueAt: claimed.claimAt,
    heldBytes: claimed.contentBytes + overheadBytes,
    claimed,
    request,
    url,
    origin: URL.parse(url)?.origin ?? "",
    retryPolicy: parsePolicy(request.retryPolicy),
    overdue,
    leaseExpiresAt,
  };
}

const mostPolicies = 1_000;
const policies = new Map<string, EffectiveRetryPolicy>();

/** Nearly all deliveries share a few policies, so each text is parsed once while it is in use. */
function parsePolicy(text: string): EffectiveRetryPolicy {
  const known = policies.get(text);
  if (known) return known;
  const { effective }: StoredRetryPolicy<unknown> = JSON.parse(text);
  if (policies.size >= mostPolicies) policies.clear();
  policies.set(text, effective);
  return effective;
}
