import type { ErrorCode } from "../../generated/openapi/errors.ts";
import type * as rest from "../../generated/openapi/types.gen.ts";
import type * as rpc from "../../generated/rpc/landfall/scheduler/v1/schedule.ts";
import { ServiceError } from "../../services/runtime/errors.ts";
import { toPayload } from "./payload.ts";
import { fromRetryPolicy } from "./retry-policy.ts";

/**
 * Returns what a caller says of a schedule, as the scheduler takes it. A null means "not given"; only a `body`
 * of null is the JSON text `null`.
 *
 * @throws ServiceError invalid_json for a body that is no Unicode text, invalid_metadata for a key that
 * no map can hold
 */
export function toScheduleFields(fields: rest.ScheduleFields): rpc.ScheduleFields {
  return {
    endpoint: fields.endpoint ?? undefined,
    endpointId: fields.endpoint_id ?? undefined,
    delay: fields.delay ?? undefined,
    fireAt: fields.fire_at ?? undefined,
    localFireAt: fields.local_fire_at ?? undefined,
    cron: fields.cron ?? undefined,
    every: fields.every ?? undefined,
    timezone: fields.timezone ?? undefined,
    method: fields.method ?? undefined,
    headers: Object.entries(fields.headers ?? {}).map(([name, value]) => ({ name, value })),
    ...toPayload(fields.body),
    timeout: fields.timeout ?? undefined,
    ttl: fields.ttl ?? undefined,
    retryPolicy: fields.retry_policy ? fromRetryPolicy(fields.retry_policy) : undefined,
    metadata: toMetadata(fields.metadata ?? {}, "invalid_metadata"),
    name: fields.name ?? undefined,
    startsAt: fields.starts_at ?? undefined,
    endsAt: fields.ends_at ?? undefined,
    maxRuns: fields.max_runs ?? undefined,
    dst: fields.dst ?? undefined,
    misfire: fields.misfire ?? undefined,
    overlap: fields.overlap ?? undefined,
    earlyFire: fields.early_fire ?? undefined,
  };
}

/**
 * Metadata as a map of the wire. Decoding one sets members, and that of `__proto__` would be lost.
 *
 * @throws ServiceError with `code` when it has that key
 */
export function toMetadata(metadata: Record<string, string>, code: ErrorCode): Record<string, string> {
  if (!Object.hasOwn(metadata, "__proto__")) return metadata;
  throw new ServiceError(code, "`metadata` cannot have the key `__proto__`.", "metadata");
}
