import {
  BreakerState,
  type Endpoint,
  EndpointState,
} from "../../../generated/rpc/landfall/accounts/v1/endpoint.ts";
import { callerOf } from "../../rules/caller.ts";
import type { FullRetryPolicy } from "../../rules/judge-retry-policy.ts";
import { retryPolicyMessage } from "../../rules/retry-policy-message.ts";
import type { KeyRing } from "../../runtime/sealing.ts";
import { prefixedId } from "../../runtime/ulid.ts";
import {
  type EndpointRecord,
  endpointSealContext,
  type StoredRetryPolicy,
} from "../../store/for-accounts.ts";

const states: Record<EndpointRecord["state"], EndpointState> = {
  enabled: EndpointState.ENABLED,
  disabled: EndpointState.DISABLED,
};

const breakerStates: Record<EndpointRecord["breakerState"], BreakerState> = {
  closed: BreakerState.CLOSED,
  open: BreakerState.OPEN,
  half_open: BreakerState.HALF_OPEN,
};

/**
 * Converts a profile to its RPC message, with its secret opened.
 *
 * @throws SealingError when the secret was sealed with a key that is no longer in SEALING_KEYS
 */
export function endpointMessage(keys: KeyRing, record: EndpointRecord): Endpoint {
  const { id, sealedSecret } = record;
  return {
    id: prefixedId("ep", id),
    mode: callerOf(record).mode,
    name: record.name ?? undefined,
    description: record.description ?? undefined,
    url: record.url,
    headerKeys: [...record.headerNames],
    timeout: record.timeout ?? undefined,
    retryPolicy: record.retryPolicy === null ? undefined : retryPolicyMessage(stored(record.retryPolicy)),
    maxPerSecond: record.maxPerSecond ?? undefined,
    maxConcurrency: record.maxConcurrency ?? undefined,
    secret: sealedSecret ? keys.open(sealedSecret, endpointSealContext(id, "secret")).toString() : undefined,
    state: states[record.state],
    breakerState: breakerStates[record.breakerState],
    breakerChangedAtMs: record.breakerChangedAt ?? undefined,
    version: record.version,
    createdAtMs: record.createdAt,
    updatedAtMs: record.updatedAt,
  };
}

function stored(retryPolicy: string): StoredRetryPolicy<FullRetryPolicy> {
  return JSON.parse(retryPolicy);
}
