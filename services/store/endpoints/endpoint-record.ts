import type { RowDataPacket } from "mysql2/promise";
import type { Mode, Owner } from "../accounts/owner.ts";

/** Says whether a profile takes deliveries, as its owner has it. */
export type EndpointState =
  /** Deliveries to it are sent. */
  | "enabled"
  /** Deliveries to it wait, without using attempts, until it is enabled again. */
  | "disabled";

/** Says what a circuit breaker does; of a profile, as a dispatcher last noted it. */
export type BreakerState =
  /** Deliveries go out. */
  | "closed"
  /** Attempts failed one after the other for a while: deliveries wait. */
  | "open"
  /** One attempt goes out as a probe, which closes it or opens it again. */
  | "half_open";

/** An endpoint profile. Instants are Unix milliseconds. */
export interface EndpointRecord extends Owner {
  readonly id: Buffer;
  readonly name: string | null;
  readonly description: string | null;
  /** As the caller wrote it. */
  readonly url: string;
  readonly headerNames: readonly string[];
  /** The result of `packEndpointHeaders`, sealed; null: no headers. */
  readonly sealedHeaders: Buffer | null;
  /** As the caller wrote it; null: the default. */
  readonly timeout: string | null;
  readonly timeoutMs: number | null;
  /** A `StoredRetryPolicy`, JSON; null: the default. */
  readonly retryPolicy: string | null;
  /** Requests a second, above 0; null: no limit. */
  readonly maxPerSecond: number | null;
  /** Requests on the wire at once; null: no limit. */
  readonly maxConcurrency: number | null;
  /** `whsec_…`, sealed; null: the project's secrets sign. */
  readonly sealedSecret: Buffer | null;
  /** The secret before the last rotation, sealed; it also signs until `previousSecretExpiresAt`. */
  readonly sealedPreviousSecret: Buffer | null;
  readonly previousSecretExpiresAt: number | null;
  readonly state: EndpointState;
  readonly breakerState: BreakerState;
  /** Null: the breaker has always been closed. */
  readonly breakerChangedAt: number | null;
  /** Rises with every change except the breaker's. */
  readonly version: number;
  readonly createdAt: number;
  readonly updatedAt: number;
  /** The row of a deleted profile is kept for the deliveries sent by it; null: not deleted. */
  readonly deletedAt: number | null;
}

/**
 * The sealed parts of a profile. Both secrets are the same part, so that a rotation can move one without
 * opening it.
 */
export type SealedEndpointPart =
  /** Names and values of the headers. */
  | "headers"
  /** A signing secret, the current or the previous one. */
  | "secret";

/** Returns the seal context of a part of a profile, which stops it from being opened as anything else. */
export function endpointSealContext(id: Buffer, part: SealedEndpointPart): string {
  return `endpoint:${id.toString("hex")}:${part}`;
}

/** The columns that `toEndpointRecord` reads. */
export const endpointColumns = `id, project_id, mode, name, description, url, header_names, sealed_headers, timeout, timeout_ms,
  retry_policy, max_per_second, max_concurrency, sealed_secret, sealed_previous_secret,
  previous_secret_expires_at, state, breaker_state, breaker_changed_at, version, created_at, updated_at, deleted_at`;

export interface EndpointRow extends RowDataPacket {
  id: Buffer;
  project_id: Buffer;
  mode: Mode;
  name: string | null;
  description: string | null;
  url: string;
  header_names: string;
  sealed_headers: Buffer | null;
  timeout: string | null;
  timeout_ms: number | null;
  retry_policy: string | null;
  max_per_second: number | null;
  max_concurrency: number | null;
  sealed_secret: Buffer | null;
  sealed_previous_secret: Buffer | null;
  previous_secret_expires_at: number | null;
  state: EndpointState;
  breaker_state: BreakerState;
  breaker_changed_at: number | null;
  version: number;
  created_at: number;
  updated_at: number;
  deleted_at: number | null;
}

export function toEndpointRecord(row: EndpointRow): EndpointRecord {
  return {
    id: row.id,
    projectId: row.project_id,
    mode: row.mode,
    name: row.name,
    description: row.description,
    url: row.url,
    headerNames: JSON.parse(row.header_names),
    sealedHeaders: row.sealed_headers,
    timeout: row.timeout,
    timeoutMs: row.timeout_ms,
    retryPolicy: row.retry_policy,
    maxPerSecond: row.max_per_second,
    maxConcurrency: row.max_concurrency,
    sealedSecret: row.sealed_secret,
    sealedPreviousSecret: row.sealed_previous_secret,
    previousSecretExpiresAt: row.previous_secret_expires_at,
    state: row.state,
    breakerState: row.breaker_state,
    breakerChangedAt: row.breaker_changed_at,
    version: row.version,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    deletedAt: row.deleted_at,
  };
}
