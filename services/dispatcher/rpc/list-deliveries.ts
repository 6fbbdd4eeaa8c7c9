import type {
  ListDeliveriesRequest,
  ListDeliveriesResponse,
} from "../../../generated/rpc/landfall/dispatcher/v1/dispatcher.ts";
import { ownerOf } from "../../rules/caller.ts";
import { idOf, notFound } from "../../rules/object-ids.ts";
import { fromCursor, pageLimit, pageOf } from "../../rules/page.ts";
import { parsePrefixedId } from "../../runtime/ulid.ts";
import * as store from "../../store/for-dispatcher.ts";
import { deliveryMessage, deliveryStateOf } from "../answer/delivery-message.ts";
import type { RpcParts } from "./rpc-parts.ts";

/**
 * Lists deliveries, newest first. A profile that never existed has none; a schedule that does not exist is
 * an error, as in the lists below a schedule.
 *
 * @throws ServiceError `schedule_not_found`, `invalid_cursor`
 */
export async function listDeliveries(
  parts: RpcParts,
  request: ListDeliveriesRequest,
): Promise<ListDeliveriesResponse> {
  const owner = ownerOf(request.caller);
  const limit = pageLimit(request.limit);
  const before = fromCursor(request.cursor);
  const ofSchedule =
    request.scheduleId === undefined ? null : idOf("schedule", request.scheduleId, "schedule_id");
  if (ofSchedule && !(await store.scheduleExists(parts.store, owner, ofSchedule)))
    notFound("schedule", "schedule_id");
  const endpointId = request.endpointId === undefined ? null : parsePrefixedId("ep", request.endpointId);
  if (request.endpointId !== undefined) {
    if (!endpointId || !(await store.endpointExisted(parts.store, owner, endpointId)))
      return emptyPage(request);
  }
  const filter: store.DeliveryFilter = {
    state: deliveryStateOf(request.state),
    scheduleId: ofSchedule,
    endpointId,
    search: request.search ?? null,
    createdFrom: request.createdFromMs ?? null,
    createdBefore: request.createdBeforeMs ?? null,
  };
  const floor = await store.endOfDeliverySearch(parts.store, owner, filter, before);
  const found = await store.listDeliveries(parts.store, owner, filter, before, limit + 1, floor);
  const { page, nextCursor } = pageOf(found, limit, floor);
  const total = request.includeTotal ? await store.countDeliveries(parts.store, owner, filter) : null;
  return {
    deliveries: page.map(deliveryMessage),
    nextCursor,
    total: total ?? undefined,
  };
}

function emptyPage({ includeTotal }: ListDeliveriesRequest): ListDeliveriesResponse {
  return { deliveries: [], nextCursor: undefined, total: includeTotal ? 0 : undefined };
}
