import type {
  ListEndpointsRequest,
  ListEndpointsResponse,
} from "../../../generated/rpc/landfall/accounts/v1/endpoint.ts";
import { ownerOf } from "../../rules/caller.ts";
import { fromCursor, pageLimit, pageOf } from "../../rules/page.ts";
import * as store from "../../store/for-accounts.ts";
import type { Accounts } from "../accounts.ts";
import { endpointMessage } from "../endpoints/endpoint-message.ts";

/** Returns a page of profiles, newest first. @throws ServiceError `invalid_cursor` */
export async function listEndpoints(
  accounts: Accounts,
  request: ListEndpointsRequest,
): Promise<ListEndpointsResponse> {
  const owner = ownerOf(request.caller);
  const search = request.search ?? null;
  const limit = pageLimit(request.limit);
  const before = fromCursor(request.cursor);
  // Reads one extra row to learn whether there is another page.
  const found = await store.listEndpoints(accounts.store, owner, search, before, limit + 1);
  const { page, nextCursor } = pageOf(found, limit);
  return {
    endpoints: page.map((record) => endpointMessage(accounts.keys, record)),
    nextCursor,
    total: request.includeTotal ? await store.countEndpoints(accounts.store, owner, search) : undefined,
  };
}
