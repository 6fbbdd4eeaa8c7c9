import type {
  ListAttemptsRequest,
  ListAttemptsResponse,
} from "../../../generated/rpc/landfall/dispatcher/v1/dispatcher.ts";
import { ownerOf } from "../../rules/caller.ts";
import { idOf, notFound } from "../../rules/object-ids.ts";
import { fromCursor, pageLimit, pageOf } from "../../rules/page.ts";
import { ServiceError } from "../../runtime/errors.ts";
import * as store from "../../store/for-dispatcher.ts";
import { attemptMessage } from "../answer/attempt-message.ts";
import type { RpcParts } from "./rpc-parts.ts";

/**
 * Lists attempts, newest first: of one delivery, of one schedule, or all of the owner's.
 *
 * @throws ServiceError `delivery_not_found`, `schedule_not_found`, `invalid_cursor`; `invalid_parameter` if
 * both a delivery and a schedule are named
 */
export async function listAttempts(
  parts: RpcParts,
  request: ListAttemptsRequest,
): Promise<ListAttemptsResponse> {
  const owner = ownerOf(request.caller);
  const limit = pageLimit(request.limit);
  const before = fromCursor(request.cursor);
  const of = await whoseAttempts(parts.store, owner, request);
  const found = await store.listAttempts(parts.store, owner, of, before, limit + 1);
  const { page, nextCursor } = pageOf(found, limit);
  const total = request.includeTotal ? await store.countAttempts(parts.store, owner, of) : null;
  return {
    attempts: page.map((attempt) => attemptMessage(parts.keys, parts.log, attempt)),
    nextCursor,
    total: total ?? undefined,
  };
}

/** Checks that the named object is the owner's; the lists below an object do not check. */
async function whoseAttempts(
  from: store.Store,
  owner: store.Owner,
  request: ListAttemptsRequest,
): Promise<store.AttemptsOf> {
  if (request.deliveryId !== undefined && request.scheduleId !== undefined) {
    throw new ServiceError("invalid_parameter", "Name a delivery or a schedule, not both.", "schedule_id");
  }
  if (request.deliveryId !== undefined) {
    const id = idOf("delivery", request.deliveryId);
    if (!(await store.findDelivery(from, owner, id))) notFound("delivery");
    return { deliveryId: id };
  }
  if (request.scheduleId !== undefined) {
    const id = idOf("schedule", request.scheduleId, "schedule_id");
    if (!(await store.scheduleExists(from, owner, id))) notFound("schedule", "schedule_id");
    return { scheduleId: id };
  }
  return "owner";
}
