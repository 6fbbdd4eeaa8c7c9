import type { KeyRing } from "../../runtime/sealing.ts";
import {
  type EffectiveRetryPolicy,
  type EndpointRecord,
  endpointSealContext,
  type StoredRetryPolicy,
  unpackEndpointHeaders,
} from "../../store/for-dispatcher.ts";

/** An endpoint profile as deliveries follow it, what is sealed of it opened. */
export interface Profile {
  readonly id: Buffer;
  /** Rises with each change: nothing is sent by one that has been followed by another. */
  readonly version: number;
  /** Names it among the destinations of its project. */
  readonly destination: string;
  readonly url: string;
  readonly enabled: boolean;
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** Its own, newest first; null: the project's sign. */
  readonly secrets: readonly string[] | null;
  readonly timeoutMs: number | null;
  readonly retryPolicy: EffectiveRetryPolicy | null;
  readonly maxPerSecond: number | null;
  readonly maxConcurrency: number | null;
}

/** @throws SealingError when no key of the ring opens it */
export function openProfile(record: EndpointRecord, keys: KeyRing, now: number): Profile {
  const open = (sealed: Buffer | null, part: "headers" | "secret") =>
    sealed === null ? null : keys.open(sealed, endpointSealContext(record.id, part));
  const current = open(record.sealedSecret, "secret");
  const live = record.previousSecretExpiresAt !== null && record.previousSecretExpiresAt > now;
  const previous = live ? open(record.sealedPreviousSecret, "secret") : null;
  const policy: StoredRetryPolicy<unknown> | null =
    record.retryPolicy === null ? null : JSON.parse(record.retryPolicy);
  return {
    id: record.id,
    version: record.version,
    destination: `endpoint:${record.id.toString("hex")}`,
    url: record.url,
    enabled: record.state === "enabled" && record.deletedAt === null,
    headers: unpackEndpointHeaders(open(record.sealedHeaders, "headers")),
    secrets: current ? [current, previous].flatMap((secret) => secret?.toString() ?? []) : null,
    timeoutMs: record.timeoutMs,
    retryPolicy: policy?.effective ?? null,
    maxPerSecond: record.maxPerSecond,
    maxConcurrency: record.maxConcurrency,
  };
}

/** The profile's headers with the schedule's own laid over them, by name in any case. */
export function mergeHeaders(
  profile: Profile["headers"],
  own: readonly (readonly [name: string, value: string])[],
): readonly (readonly [name: string, value: string])[] {
  if (profile.length === 0) return own;
  const named = new Set(own.map(([name]) => name.toLowerCase()));
  return [...profile.filter(([name]) => !named.has(name.toLowerCase())), ...own];
}
