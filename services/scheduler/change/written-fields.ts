import type { ScheduleFields } from "../../../generated/rpc/landfall/scheduler/v1/schedule.ts";
import { retryPolicyMessage } from "../../rules/retry-policy-message.ts";
import { prefixedId } from "../../runtime/ulid.ts";
import type { RequestContentParts, ScheduleRecord } from "../../store/for-scheduler.ts";
import { storedRetryPolicy } from "../create/retry-policy-text.ts";
import { formatInstant } from "../timing/instant.ts";

/** No field given. */
export const noFields: ScheduleFields = {
  endpoint: undefined,
  endpointId: undefined,
  delay: undefined,
  fireAt: undefined,
  localFireAt: undefined,
  cron: undefined,
  every: undefined,
  timezone: undefined,
  method: undefined,
  headers: [],
  body: undefined,
  bodyIsJson: false,
  timeout: undefined,
  ttl: undefined,
  retryPolicy: undefined,
  metadata: {},
  name: undefined,
  startsAt: undefined,
  endsAt: undefined,
  maxRuns: undefined,
  dst: undefined,
  misfire: undefined,
  overlap: undefined,
  earlyFire: undefined,
  forwardTrace: undefined,
};

/** Returns the fields by which a caller would create this schedule again. */
export function writtenFields(record: ScheduleRecord, content: RequestContentParts): ScheduleFields {
  const { endpointId } = record.request;
  const retryPolicy = storedRetryPolicy(record.request.retryPolicy);
  return {
    ...noFields,
    endpoint: record.request.endpoint ?? undefined,
    endpointId: endpointId ? prefixedId("ep", endpointId) : undefined,
    // A wall-clock time stays one, so that a change of the zone or of the `dst` rule moves it.
    fireAt: record.fireAt !== null && record.localFireAt === null ? formatInstant(record.fireAt) : undefined,
    localFireAt: record.localFireAt ?? undefined,
    cron: record.cron ?? undefined,
    every: record.every ?? undefined,
    timezone: record.timezone ?? undefined,
    method: record.request.method,
    headers: content.headers.map(([name, value]) => ({ name, value })),
    body: content.body ?? undefined,
    bodyIsJson: content.bodyIsJson,
    timeout: record.request.timeout ?? undefined,
    ttl: record.ttl ?? undefined,
    retryPolicy: retryPolicy.given ? retryPolicyMessage(retryPolicy) : undefined,
    metadata: { ...record.metadata },
    name: record.name ?? undefined,
    startsAt: record.startsAt === null ? undefined : formatInstant(record.startsAt),
    endsAt: record.endsAt === null ? undefined : formatInstant(record.endsAt),
    maxRuns: record.maxRuns ?? undefined,
    dst: { gap: record.dstGap, overlap: record.dstOverlap },
    misfire: { policy: record.misfirePolicy, grace: record.misfireGrace, max: record.misfireMax },
    overlap: record.overlap,
    earlyFire: record.earlyFire,
    forwardTrace: record.request.forwardTrace,
  };
}
