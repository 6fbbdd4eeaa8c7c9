import type * as rest from "../../generated/openapi/types.gen.ts";
import type { Endpoint } from "../../generated/rpc/landfall/accounts/v1/endpoint.ts";
import type { Delivery } from "../../generated/rpc/landfall/dispatcher/v1/delivery.ts";
import type { Schedule } from "../../generated/rpc/landfall/scheduler/v1/schedule.ts";
import { toDelivery } from "./deliveries/delivery.ts";
import { toEndpoint } from "./endpoints/endpoint.ts";
import { toSchedule } from "./schedules/schedule.ts";

/** The 200 answer with one object. */
interface Found<T> {
  readonly status: 200;
  readonly body: T;
  readonly headers: Readonly<Record<string, string>>;
}

/** An object with its version as an ETag. */
interface Entity<T> extends Found<T> {
  readonly headers: Readonly<Record<string, string>> & { readonly ETag: string };
}

/** The 201 answer with a new object. */
interface Made<T> extends Omit<Found<T>, "status"> {
  readonly status: 201;
}

/** Reply with a new object, or, if `madeBefore`, with the one made earlier under the same idempotency key. */
export function madeReply<T>(entity: Found<T>, madeBefore: boolean): Found<T> | Made<T> {
  return madeBefore ? changedReply(entity, true) : { ...entity, status: 201 };
}

/**
 * Reply with a changed object, or, if `madeBefore`, with the one changed earlier under the same idempotency
 * key.
 */
export function changedReply<T>(entity: Found<T>, madeBefore: boolean): Found<T> {
  if (!madeBefore) return entity;
  return { ...entity, headers: { ...entity.headers, "Idempotent-Replayed": "true" } };
}

/**
 * Reply with a schedule.
 *
 * @param overLimit whether an account's plan was over its limit when this was made; undefined: nothing limits it
 */
export function scheduleReply(schedule: Schedule, overLimit?: boolean): Entity<rest.Schedule> {
  const shown = toSchedule(schedule);
  const body = overLimit === undefined ? shown : { ...shown, over_limit: overLimit };
  return { status: 200, body, headers: { ETag: `"${schedule.version}"` } };
}

/** Reply with a delivery. */
export function deliveryReply(delivery: Delivery): Entity<rest.Delivery> {
  return { status: 200, body: toDelivery(delivery), headers: { ETag: `"${delivery.version}"` } };
}

/** Reply with an endpoint profile; its secret is shown only if `showSecret`. */
export function endpointReply(endpoint: Endpoint, showSecret: boolean): Entity<rest.Endpoint> {
  const body = toEndpoint(endpoint, showSecret);
  return { status: 200, body, headers: { ETag: `"${endpoint.version}"` } };
}
