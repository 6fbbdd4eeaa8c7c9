import type { Bound, Queryable } from "../session/connect.ts";
import { type EndpointRecord, endpointColumns } from "./endpoint-record.ts";

/** Writes a profile. */
export async function insertEndpoint(store: Queryable, endpoint: EndpointRecord): Promise<void> {
  await store.change(`INSERT INTO endpoints (${endpointColumns}) VALUES ?`, [[values(endpoint)]]);
}

function values(endpoint: EndpointRecord): Bound[] {
  return [
    endpoint.id,
    endpoint.projectId,
    endpoint.mode,
    endpoint.name,
    endpoint.description,
    endpoint.url,
    JSON.stringify(endpoint.headerNames),
    endpoint.sealedHeaders,
    endpoint.timeout,
    endpoint.timeoutMs,
    endpoint.retryPolicy,
    endpoint.maxPerSecond,
    endpoint.maxConcurrency,
    endpoint.sealedSecret,
    endpoint.sealedPreviousSecret,
    endpoint.previousSecretExpiresAt,
    endpoint.state,
    endpoint.breakerState,
    endpoint.breakerChangedAt,
    endpoint.version,
    endpoint.createdAt,
    endpoint.updatedAt,
    endpoint.deletedAt,
  ];
}
