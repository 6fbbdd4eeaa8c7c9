import type {
  ListEndpointsRequest,
  ListEndpointsResponse,
} from "../../../generated/rpc/landfall/accounts/v1/endpoint.ts";
import * as store from "../../store/for-accounts.ts";
import type { Accounts } from "../accounts.ts";
import { ownerOf } from "../caller.ts";
import { fromCursor, toCursor } from "../cursor.ts";
import { endpointMessage } from "../endpoints/endpoint-message.ts";

const usualLimit = 25;
const mostLimit = 100;

/** A page of profiles, newest first. @throws ServiceError `invalid_cursor` */
export async function listEndpoints(
  accounts: Accounts,
  request: ListEndpointsRequest,
): Promise<ListEndpointsResponse> {
  const owner = ownerOf(request.caller);
  const search = request.search ?? null;
  const limit = request.limit > 0 ? Math.min(request.limit, mostLimit) : usualLimit;
  const before = fromCursor(request.cursor);
  // One more than asked for tells whether there is another page.
  const found = await store.listEndpoints(accounts.store, owner, search, before, limit + 1);
  const page = found.slice(0, limit);
  const last = page.at(-1);
  return {
    endpoints: page.map((record) => endpointMessage(accounts.keys, record)),
    nextCursor: found.length > limit && last ? toCursor(last.id) : undefined,
    total: request.includeTotal ? await store.countEndpoints(accounts.store, owner, search) : undefined,
  };
}
