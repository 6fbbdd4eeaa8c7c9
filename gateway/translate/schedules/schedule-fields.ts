import type { ErrorCode } from "../../../generated/openapi/errors.ts";
import type * as rest from "../../../generated/openapi/types.gen.ts";
import type * as rpc from "../../../generated/rpc/landfall/scheduler/v1/schedule.ts";
import { ServiceError } from "../../../services/runtime/errors.ts";
import { fromRetryPolicy } from "../retry-policy.ts";
import { toPayload } from "./payload.ts";

/**
 * Converts a caller's schedule fields for the scheduler. A null means "not given"; only a null `body` is
 * the JSON text `null`.
 *
 * @throws ServiceError invalid_json for a body that is not Unicode text, invalid_metadata for a key that no
 * map can hold
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
    forwardTrace: fields.forward_trace ?? undefined,
  };
}

/**
 * Converts metadata to a map for gRPC. Decoding a map assigns members, which would lose one named
 * `__proto__`.
 *
 * @throws ServiceError with `code` if it has that key
 */
export function toMetadata(metadata: Record<string, string>, code: ErrorCode): Record<string, string> {
  if (!Object.hasOwn(metadata, "__proto__")) return metadata;
  throw new ServiceError(code, "`metadata` cannot have the key `__proto__`.", "metadata");
}
