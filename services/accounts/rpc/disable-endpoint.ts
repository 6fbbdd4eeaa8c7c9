import type {
  DisableEndpointRequest,
  Endpoint,
} from "../../../generated/rpc/landfall/accounts/v1/endpoint.ts";
import type { Accounts } from "../accounts.ts";
import { changeEndpoint } from "../endpoints/change-endpoint.ts";

/**
 * Disables a profile, which holds its deliveries back. @throws ServiceError `endpoint_not_found`,
 * `version_mismatch`
 */
export function disableEndpoint(accounts: Accounts, request: DisableEndpointRequest): Promise<Endpoint> {
  return changeEndpoint(accounts, request, ({ state }) =>
    state === "disabled" ? null : { state: "disabled" },
  );
}
