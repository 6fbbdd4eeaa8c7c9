import type {
  Endpoint,
  RotateEndpointSecretRequest,
} from "../../../generated/rpc/landfall/accounts/v1/endpoint.ts";
import type { Accounts } from "../accounts.ts";
import { changeEndpoint } from "../endpoints/change-endpoint.ts";
import { rotatedSecret } from "../endpoints/endpoint-secret.ts";

/**
 * Gives a profile a new secret; the old one goes on signing beside it for 24 hours.
 *
 * @throws ServiceError `endpoint_not_found`, `version_mismatch`
 */
export function rotateEndpointSecret(
  accounts: Accounts,
  request: RotateEndpointSecretRequest,
): Promise<Endpoint> {
  return changeEndpoint(accounts, request, (endpoint, now) => rotatedSecret(accounts.keys, endpoint, now));
}
