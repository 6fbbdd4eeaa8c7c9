import type * as rest from "../../generated/openapi/types.gen.ts";
import type { Endpoint } from "../../generated/rpc/landfall/accounts/v1/endpoint.ts";
import type { Delivery } from "../../generated/rpc/landfall/dispatcher/v1/delivery.ts";
import type { Schedule } from "../../generated/rpc/landfall/scheduler/v1/schedule.ts";
import { toDelivery } from "./delivery.ts";
import { toEndpoint } from "./endpoint.ts";
import { toSchedule } from "./schedule.ts";

/** One object: the 200 of everything that answers one. */
interface Found<T> {
  readonly status: 200;
  readonly body: T;
  readonly headers: Readonly<Record<string, string>>;
}

/** One object with its version as an ETag. */
interface Entity<T> extends Found<T> {
  readonly headers: Readonly<Record<string, string>> & { readonly ETag: string };
}

/** The 201 of what makes one. */
interface Made<T> extends Omit<Found<T>, "status"> {
  readonly status: 201;
}

/** An object that a request made, or, if `madeBefore`, that its idempotency key had made before. */
export function madeReply<T>(entity: Found<T>, madeBefore: boolean): Found<T> | Made<T> {
  return madeBefore ? changedReply(entity, true) : { ...entity, status: 201 };
}

/** An object that a request changed, or, if `madeBefore`, that its idempotency key had changed before. */
export function changedReply<T>(entity: Found<T>, madeBefore: boolean): Found<T> {
  if (!madeBefore) return entity;
  return { ...entity, headers: { ...entity.headers, "Idempotent-Replayed": "true" } };
}

/** A schedule, found or changed. */
export function scheduleReply(schedule: Schedule): Entity<rest.Schedule> {
  return { status: 200, body: toSchedule(schedule), headers: { ETag: `"${schedule.version}"` } };
}

/** A delivery, found or changed. */
export function deliveryReply(delivery: Delivery): Entity<rest.Delivery> {
  return { status: 200, body: toDelivery(delivery), headers: { ETag: `"${delivery.version}"` } };
}

/** An endpoint profile, found or changed; its secret is shown to those who may see it. */
export function endpointReply(endpoint: Endpoint, showSecret: boolean): Entity<rest.Endpoint> {
  const body = toEndpoint(endpoint, showSecret);
  return { status: 200, body, headers: { ETag: `"${endpoint.version}"` } };
}
