import type { Owner } from "../accounts/owner.ts";
import { type IdempotencyRecord, insertIdempotencyKeys } from "../idempotency/idempotency-keys.ts";
import type { Bound, Queryable, Store } from "../session/connect.ts";
import type { EndpointRecord } from "./endpoint-record.ts";
import { lockEndpoint } from "./find-endpoint.ts";
import { lockEndpointAgainstUse } from "./lock-endpoints.ts";

/** The fields that a change may set. The breaker is not among them; only dispatchers change it. */
export type EndpointChange = Partial<
  Omit<
    EndpointRecord,
    | "id"
    | "projectId"
    | "mode"
    | "breakerState"
    | "breakerChangedAt"
    | "version"
    | "createdAt"
    | "updatedAt"
    | "deletedAt"
  >
>;

/**
 * Changes one profile while it is locked.
 *
 * @param decide the change to make, from the locked profile; null, or an error that it throws, leaves the
 * profile as it is
 * @param key stored in the same transaction, before `decide` is called; a duplicate error means that another
 * request
 *   took it first
 * @returns the profile as it is now, or null when the owner has none with this id
 */
export function changeEndpoint(
  store: Store,
  owner: Owner,
  id: Buffer,
  now: number,
  decide: (endpoint: EndpointRecord) => EndpointChange | null,
  key: IdempotencyRecord | null = null,
): Promise<EndpointRecord | null> {
  return store.transact(async (transaction) => {
    const endpoint = await lockEndpoint(transaction, owner, id);
    if (!endpoint) return null;
    if (key) await insertIdempotencyKeys(transaction, [key]);
    const change = decide(endpoint);
    if (!change) return endpoint;
    await lockEndpointAgainstUse(transaction, id);
    const next = { ...endpoint, ...change, version: endpoint.version + 1, updatedAt: now };
    await write(transaction, next);
    return next;
  });
}

async function write(transaction: Queryable, endpoint: EndpointRecord): Promise<void> {
  const columns: Record<string, Bound> = {
    name: endpoint.name,
    description: endpoint.description,
    url: endpoint.url,
    header_names: JSON.stringify(endpoint.headerNames),
    sealed_headers: endpoint.sealedHeaders,
    timeout: endpoint.timeout,
    timeout_ms: endpoint.timeoutMs,
    retry_policy: endpoint.retryPolicy,
    max_per_second: endpoint.maxPerSecond,
    max_concurrency: endpoint.maxConcurrency,
    sealed_secret: endpoint.sealedSecret,
    sealed_previous_secret: endpoint.sealedPreviousSecret,
    previous_secret_expires_at: endpoint.previousSecretExpiresAt,
    state: endpoint.state,
    version: endpoint.version,
    updated_at: endpoint.updatedAt,
  };
  const assignments = Object.keys(columns).map((column) => `${column} = ?`);
  await transaction.change(`UPDATE endpoints SET ${assignments.join(", ")} WHERE id = ?`, [
    ...Object.values(columns),
    endpoint.id,
  ]);
}
