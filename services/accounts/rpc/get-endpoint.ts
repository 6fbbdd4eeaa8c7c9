import type { Endpoint, GetEndpointRequest } from "../../../generated/rpc/landfall/accounts/v1/endpoint.ts";
import { ownerOf } from "../../rules/caller.ts";
import { idOf, notFound } from "../../rules/object-ids.ts";
import { findEndpoint } from "../../store/for-accounts.ts";
import type { Accounts } from "../accounts.ts";
import { endpointMessage } from "../endpoints/endpoint-message.ts";

/** Returns one profile. @throws ServiceError `endpoint_not_found` */
export async function getEndpoint(
  { store, keys }: Accounts,
  { caller, id }: GetEndpointRequest,
): Promise<Endpoint> {
  const endpoint = await findEndpoint(store, ownerOf(caller), idOf("endpoint", id));
  return endpointMessage(keys, endpoint ?? notFound("endpoint"));
}
