import type {
  Endpoint,
  UpdateEndpointRequest,
} from "../../../generated/rpc/landfall/accounts/v1/endpoint.ts";
import { ownerOf } from "../../rules/caller.ts";
import { askedBy } from "../../rules/judge-destination.ts";
import { idOf } from "../../rules/object-ids.ts";
import { ServiceError } from "../../runtime/errors.ts";
import type { Accounts } from "../accounts.ts";
import { changeEndpoint } from "../endpoints/change-endpoint.ts";
import { judgeEndpoint } from "../endpoints/judge-endpoint.ts";

/**
 * Changes the named fields. Checks them (which resolves a host name) before it locks anything. That is safe
 * because no field's check depends on the rest of the profile.
 *
 * @throws ServiceError `endpoint_not_found`, `version_mismatch`, or with the field's code
 */
export async function updateEndpoint(accounts: Accounts, request: UpdateEndpointRequest): Promise<Endpoint> {
  const { fields, paths } = request;
  if (!fields) throw new ServiceError("invalid_parameter", "The update has no fields.");
  const destinations = askedBy(ownerOf(request.caller).projectId.toString("hex"), accounts.destinations);
  const change = await judgeEndpoint(
    { ...accounts, destinations },
    idOf("endpoint", request.id),
    fields,
    paths,
  );
  return changeEndpoint(accounts, request, () => (paths.length === 0 ? null : change));
}
