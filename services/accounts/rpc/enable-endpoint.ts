import type {
  EnableEndpointRequest,
  Endpoint,
} from "../../../generated/rpc/landfall/accounts/v1/endpoint.ts";
import type { Accounts } from "../accounts.ts";
import { changeEndpoint } from "../endpoints/change-endpoint.ts";

/**
 * Enables a profile, so that its deliveries go out again. @throws ServiceError `endpoint_not_found`,
 * `version_mismatch`
 */
export function enableEndpoint(accounts: Accounts, request: EnableEndpointRequest): Promise<Endpoint> {
  return changeEndpoint(accounts, request, ({ state }) =>
    state === "enabled" ? null : { state: "enabled" },
  );
}
