import type {
  Endpoint,
  UpdateEndpointRequest,
} from "../../../generated/rpc/landfall/accounts/v1/endpoint.ts";
import { askedBy } from "../../rules/judge-destination.ts";
import type { Accounts } from "../accounts.ts";
import { ownerOf } from "../caller.ts";
import { changeEndpoint } from "../endpoints/change-endpoint.ts";
import { endpointId } from "../endpoints/endpoint-id.ts";
import { judgeEndpoint } from "../endpoints/judge-endpoint.ts";
import { refusal } from "../refusal.ts";

/**
 * Changes the fields named. They are judged (a name is looked up) before anything is locked: each stands for
 * itself, so what the profile is meanwhile does not matter.
 *
 * @throws ServiceError `endpoint_not_found`, `version_mismatch`, or with the field's code
 */
export async function updateEndpoint(accounts: Accounts, request: UpdateEndpointRequest): Promise<Endpoint> {
  const { fields, paths } = request;
  if (!fields) throw refusal("invalid_parameter", "The update has no fields.", null);
  const destinations = askedBy(ownerOf(request.caller).projectId.toString("hex"), accounts.destinations);
  const change = await judgeEndpoint({ ...accounts, destinations }, endpointId(request.id), fields, paths);
  return changeEndpoint(accounts, request, () => (paths.length === 0 ? null : change));
}
