import type * as rest from "../../generated/openapi/types.gen.ts";
import { Mode } from "../../generated/rpc/landfall/accounts/v1/caller.ts";
import { BreakerState, EndpointState } from "../../generated/rpc/landfall/accounts/v1/endpoint.ts";
import { AttemptOutcome, DeliveryState } from "../../generated/rpc/landfall/dispatcher/v1/delivery.ts";
import { ScheduleKind, ScheduleState } from "../../generated/rpc/landfall/scheduler/v1/schedule.ts";

/** Members of a closed set that have no REST form. */
type Unsaid = "UNRECOGNIZED" | `${string}_UNSPECIFIED`;

/** A closed set in its gRPC and REST spellings. A member added on either side stops the build. */
export interface Words<Rpc extends string, Rest extends string> {
  /** @throws Error for a member that a peer should not send */
  toRest(word: Rpc): Rest;
  toRpc(word: Rest): Rpc;
}

/** Mode of a caller and of its objects. */
export const mode = words<Mode, rest.Mode>({ [Mode.TEST]: "test", [Mode.LIVE]: "live" });

/** Kind of a schedule's timing. */
export const scheduleKind = words<ScheduleKind, rest.ScheduleKind>({
  [ScheduleKind.ONE_SHOT]: "one_shot",
  [ScheduleKind.CRON]: "cron",
  [ScheduleKind.INTERVAL]: "interval",
});

/** State of a schedule. */
export const scheduleState = words<ScheduleState, rest.ScheduleState>({
  [ScheduleState.ACTIVE]: "active",
  [ScheduleState.PAUSED]: "paused",
  [ScheduleState.COMPLETED]: "completed",
  [ScheduleState.CANCELED]: "canceled",
  [ScheduleState.EXHAUSTED]: "exhausted",
});

/** State of a delivery. */
export const deliveryState = words<DeliveryState, rest.DeliveryState>({
  [DeliveryState.SCHEDULED]: "scheduled",
  [DeliveryState.DISPATCHING]: "dispatching",
  [DeliveryState.RETRYING]: "retrying",
  [DeliveryState.SUCCEEDED]: "succeeded",
  [DeliveryState.DEAD_LETTERED]: "dead_lettered",
  [DeliveryState.EXPIRED]: "expired",
  [DeliveryState.CANCELED]: "canceled",
  [DeliveryState.SKIPPED]: "skipped",
});

/** Outcome of an attempt. */
export const attemptOutcome = words<AttemptOutcome, rest.Attempt["outcome"]>({
  [AttemptOutcome.SUCCEEDED]: "succeeded",
  [AttemptOutcome.RETRY]: "retry",
  [AttemptOutcome.FAILED]: "failed",
});

/** State of an endpoint profile: its deliveries are sent, or wait. */
export const endpointState = words<EndpointState, rest.EndpointState>({
  [EndpointState.ENABLED]: "enabled",
  [EndpointState.DISABLED]: "disabled",
});

/** State of an endpoint profile's circuit breaker. */
export const breakerState = words<BreakerState, rest.EndpointBreaker["state"]>({
  [BreakerState.CLOSED]: "closed",
  [BreakerState.OPEN]: "open",
  [BreakerState.HALF_OPEN]: "half_open",
});

function words<Rpc extends string, Rest extends string>(
  pairs: Record<Exclude<Rpc, Unsaid>, Rest>,
): Words<Rpc, Rest>;
function words(pairs: Record<string, string>): Words<string, string> {
  const back = new Map(Object.entries(pairs).map(([rpc, rest]) => [rest, rpc]));
  const found = (word: string | undefined, from: string) => {
    if (word === undefined) throw new Error(`no word for ${from}`);
    return word;
  };
  return { toRest: (word) => found(pairs[word], word), toRpc: (word) => found(back.get(word), word) };
}

/**
 * Checks that a text from a service is a member of a closed set of the contract.
 *
 * @throws Error if it is not
 */
export function oneOf<const T extends string>(set: readonly T[], text: string | undefined): T {
  const found = set.find((word) => word === text);
  if (found === undefined) throw new Error(`${String(text)} is not one of ${set.join(", ")}`);
  return found;
}
