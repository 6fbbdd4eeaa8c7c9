import type * as rest from "../../../generated/openapi/types.gen.ts";
import type * as rpc from "../../../generated/rpc/landfall/accounts/v1/endpoint.ts";
import { toInstant, toInstantOrNull } from "../instant.ts";
import { toRetryPolicy } from "../retry-policy.ts";
import { breakerState, endpointState, mode } from "../words.ts";

/** Placeholder for a secret that exists but is not shown. */
const hiddenSecret = "whsec_********";

/**
 * Converts an endpoint profile to its REST form. Header values are never shown; the secret only if
 * `showSecret`.
 */
export function toEndpoint(endpoint: rpc.Endpoint, showSecret: boolean): rest.Endpoint {
  const { secret } = endpoint;
  return {
    id: endpoint.id,
    object: "endpoint",
    mode: mode.toRest(endpoint.mode),
    name: endpoint.name ?? null,
    description: endpoint.description ?? null,
    url: endpoint.url,
    header_keys: endpoint.headerKeys,
    timeout: endpoint.timeout ?? null,
    retry_policy: endpoint.retryPolicy === undefined ? null : toRetryPolicy(endpoint.retryPolicy),
    max_per_second: endpoint.maxPerSecond ?? null,
    max_concurrency: endpoint.maxConcurrency ?? null,
    secret: secret === undefined ? null : showSecret ? secret : hiddenSecret,
    state: endpointState.toRest(endpoint.state),
    breaker: {
      state: breakerState.toRest(endpoint.breakerState),
      changed_at: toInstantOrNull(endpoint.breakerChangedAtMs),
    },
    version: endpoint.version,
    created_at: toInstant(endpoint.createdAtMs),
    updated_at: toInstant(endpoint.updatedAtMs),
  };
}
