import { BoundedMap } from "../../runtime/bounded-map.ts";
import type { RequestContent, StoredRetryPolicy } from "../../store/for-dispatcher.ts";
import { targetOf } from "../attempt/targets.ts";
import type { Held } from "../dispatch/held.ts";

/** What a delivery weighs beside its content, roughly: objects, strings, map entries. */
const overheadBytes = 2_000;

export interface HeldParts extends Pick<Held, "claimed" | "profile" | "policies" | "overdue" | "leaseUntil"> {
  readonly request: RequestContent;
  /** Not before it is due; later when its profile's rate says so. */
  readonly dueAt: number;
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
    stage: "queued",
    lane: null,
    slot: null,
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
    destination: profile?.destination ?? target?.origin ?? "",
    policies: parts.policies,
    overdue: parts.overdue,
    signedBy: null,
    startBy: 0,
    leaseUntil: parts.leaseUntil,
  };
}

const policies = new BoundedMap<string, StoredRetryPolicy<unknown>>(1_000);

/** Nearly all deliveries share a few policies, so each text is parsed once while it is in use. */
export function parsePolicy(text: string): StoredRetryPolicy<unknown> {
  const known = policies.get(text);
  if (known) return known;
  const policy: StoredRetryPolicy<unknown> = JSON.parse(text);
  policies.set(text, policy);
  return policy;
}
