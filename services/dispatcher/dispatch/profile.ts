import type { KeyRing } from "../../runtime/sealing.ts";
import {
  type EffectiveRetryPolicy,
  type EndpointRecord,
  endpointSealContext,
  type StoredRetryPolicy,
  unpackEndpointHeaders,
} from "../../store/for-dispatcher.ts";

/** An endpoint profile as needed for sending, decrypted. */
export interface Profile {
  readonly id: Buffer;
  /** Rises with each change; nothing is sent with an outdated version. */
  readonly version: number;
  /** Its name among the destinations of its project. */
  readonly destination: string;
  readonly url: string;
  readonly enabled: boolean;
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** The profile's own secrets, newest first; null if the project's are used. */
  readonly secrets: readonly string[] | null;
  readonly timeoutMs: number | null;
  readonly retryPolicy: EffectiveRetryPolicy | null;
  readonly maxPerSecond: number | null;
  readonly maxConcurrency: number | null;
}

/** @throws SealingError if no key decrypts it */
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

/** Merges headers: the schedule's override the profile's; names are case-insensitive. */
export function mergeHeaders(
  profile: Profile["headers"],
  own: readonly (readonly [name: string, value: string])[],
): readonly (readonly [name: string, value: string])[] {
  if (profile.length === 0) return own;
  const named = new Set(own.map(([name]) => name.toLowerCase()));
  return [...profile.filter(([name]) => !named.has(name.toLowerCase())), ...own];
}
