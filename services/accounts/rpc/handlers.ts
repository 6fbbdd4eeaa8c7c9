import type { AccountsServiceService } from "../../../generated/rpc/landfall/accounts/v1/accounts.ts";
import type { RpcHandlers } from "../../runtime/rpc/implement.ts";
import type { Accounts } from "../accounts.ts";
import { authenticate } from "./authenticate.ts";
import { authenticateSession } from "./authenticate-session.ts";
import { createApiKey } from "./create-api-key.ts";
import { createEndpoint } from "./create-endpoint.ts";
import { deleteEndpoint } from "./delete-endpoint.ts";
import { deleteSigningSecrets } from "./delete-signing-secrets.ts";
import { describeKey } from "./describe-key.ts";
import { disableEndpoint } from "./disable-endpoint.ts";
import { enableEndpoint } from "./enable-endpoint.ts";
import { endSession } from "./end-session.ts";
import { getEndpoint } from "./get-endpoint.ts";
import { getMe } from "./get-me.ts";
import { getQuota } from "./get-quota.ts";
import { getSigningSecrets } from "./get-signing-secrets.ts";
import { listApiKeys } from "./list-api-keys.ts";
import { listEndpoints } from "./list-endpoints.ts";
import { revokeApiKey } from "./revoke-api-key.ts";
import { rotateApiKey } from "./rotate-api-key.ts";
import { rotateEndpointSecret } from "./rotate-endpoint-secret.ts";
import { rotateSigningSecrets } from "./rotate-signing-secrets.ts";
import { startMagicLink } from "./start-magic-link.ts";
import { updateEndpoint } from "./update-endpoint.ts";
import { updateMe } from "./update-me.ts";
import { verifyMagicLink } from "./verify-magic-link.ts";

/** Returns the handler of every RPC of the service. */
export function accountsHandlers(accounts: Accounts): RpcHandlers<typeof AccountsServiceService> {
  return {
    authenticate: (request) => authenticate(accounts, request),
    describeKey: (request) => describeKey(accounts, request),
    getQuota: (request) => getQuota(accounts, request),
    startMagicLink: (request) => startMagicLink(accounts, request),
    verifyMagicLink: (request) => verifyMagicLink(accounts, request),
    authenticateSession: (request) => authenticateSession(accounts, request),
    endSession: (request) => endSession(accounts, request),
    getMe: (request) => getMe(accounts, request),
    updateMe: (request) => updateMe(accounts, request),
    getSigningSecrets: (request) => getSigningSecrets(accounts, request),
    rotateSigningSecrets: (request) => rotateSigningSecrets(accounts, request),
    deleteSigningSecrets: (request) => deleteSigningSecrets(accounts, request),
    createApiKey: (request) => createApiKey(accounts, request),
    listApiKeys: (request) => listApiKeys(accounts, request),
    rotateApiKey: (request) => rotateApiKey(accounts, request),
    revokeApiKey: (request) => revokeApiKey(accounts, request),
    createEndpoint: (request) => createEndpoint(accounts, request),
    getEndpoint: (request) => getEndpoint(accounts, request),
    listEndpoints: (request) => listEndpoints(accounts, request),
    updateEndpoint: (request) => updateEndpoint(accounts, request),
    deleteEndpoint: (request) => deleteEndpoint(accounts, request),
    enableEndpoint: (request) => enableEndpoint(accounts, request),
    disableEndpoint: (request) => disableEndpoint(accounts, request),
    rotateEndpointSecret: (request) => rotateEndpointSecret(accounts, request),
  };
}
