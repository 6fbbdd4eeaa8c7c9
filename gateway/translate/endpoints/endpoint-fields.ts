import type * as rest from "../../../generated/openapi/types.gen.ts";
import type * as rpc from "../../../generated/rpc/landfall/accounts/v1/endpoint.ts";
import { fromRetryPolicy } from "../retry-policy.ts";

/** Converts a caller's endpoint fields for accounts. A null means "not given". */
export function toEndpointFields(fields: rest.EndpointFields): rpc.EndpointFields {
  return {
    url: fields.url,
    name: fields.name ?? undefined,
    description: fields.description ?? undefined,
    headers: Object.entries(fields.headers ?? {}).map(([name, value]) => ({ name, value })),
    timeout: fields.timeout ?? undefined,
    retryPolicy: fields.retry_policy ? fromRetryPolicy(fields.retry_policy) : undefined,
    maxPerSecond: fields.max_per_second ?? undefined,
    maxConcurrency: fields.max_concurrency ?? undefined,
    secret: fields.secret ?? undefined,
  };
}
