import { BoundedMap } from "../../runtime/memory/bounded-map.ts";
import type { RequestContent, StoredRetryPolicy } from "../../store/for-dispatcher.ts";
import { targetOf } from "../attempt/connections/targets.ts";
import type { Held } from "../dispatch/held.ts";

/** Approximate weight of a held delivery beside its content: objects, strings, map entries. */
const overheadBytes = 2_000;

export interface HeldParts extends Pick<Held, "claimed" | "profile" | "policies" | "overdue" | "leaseUntil"> {
  readonly request: RequestContent;
  /** When its claim was durable; null if no traces are written. */
  readonly claimedAt: number | null;
  /** The delivery's due time, or later if its profile's rate requires it. */
  readonly dueAt: number;
}

/**
 * Builds a held delivery with only what is needed to send it, since a dispatcher holds thousands. Shared
 * data is stored once, and nothing else of the query result is kept.
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
    traceparent: request.traceparent,
    forwardTrace: request.forwardTrace,
    marks: parts.claimedAt === null ? null : { claimedAt: parts.claimedAt, begunAt: 0, calledAt: 0 },
    startBy: 0,
    leaseUntil: parts.leaseUntil,
  };
}

const policies = new BoundedMap<string, StoredRetryPolicy<unknown>>(1_000);

/**
 * Parses a retry policy. Nearly all deliveries share a few policies, so each text is parsed once while it
 * is in use.
 */
export function parsePolicy(text: string): StoredRetryPolicy<unknown> {
  const known = policies.get(text);
  if (known) return known;
  const policy: StoredRetryPolicy<unknown> = JSON.parse(text);
  policies.set(text, policy);
  return policy;
}
