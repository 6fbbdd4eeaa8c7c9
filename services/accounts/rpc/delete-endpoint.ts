import type { ErrorCode } from "../../../generated/rpc/error-codes.ts";
import type {
  DeleteEndpointRequest,
  Endpoint,
} from "../../../generated/rpc/landfall/accounts/v1/endpoint.ts";
import { ownerOf } from "../../rules/caller.ts";
import { mustBeVersion } from "../../rules/must-be-version.ts";
import { idOf, notFound } from "../../rules/object-ids.ts";
import { ServiceError } from "../../runtime/errors.ts";
import * as store from "../../store/for-accounts.ts";
import type { Accounts } from "../accounts.ts";
import { endpointMessage } from "../endpoints/endpoint-message.ts";

/**
 * Deletes a profile. Nothing is sent by it any more. Refused while an active or paused schedule names it or
 * an open delivery goes to it.
 *
 * @throws ServiceError `endpoint_not_found`, `version_mismatch`, `endpoint_in_use`
 */
export async function deleteEndpoint(accounts: Accounts, request: DeleteEndpointRequest): Promise<Endpoint> {
  const owner = ownerOf(request.caller);
  const id = idOf("endpoint", request.id);
  const deleted = await store.deleteEndpoint(accounts.store, owner, id, accounts.clock.now(), (endpoint) =>
    mustBeVersion("profile", endpoint, request.ifVersion),
  );
  if (deleted === "in_use")
    throw inUse("Active or paused schedules name this profile; cancel or change them first.");
  if (deleted === "awaited")
    throw inUse("Open deliveries go to this profile; wait until they are settled, or cancel them first.");
  return endpointMessage(accounts.keys, deleted ?? notFound("endpoint"));
}

function inUse(message: string): ServiceError<ErrorCode> {
  return new ServiceError("endpoint_in_use", message);
}
