import type { AccountsServiceService } from "../../generated/rpc/landfall/accounts/v1/accounts.ts";
import type { RpcHandlers } from "../runtime/rpc/implement.ts";
import type { Accounts } from "./accounts.ts";
import { authenticate } from "./rpc/authenticate.ts";
import { createApiKey } from "./rpc/create-api-key.ts";
import { deleteSigningSecrets } from "./rpc/delete-signing-secrets.ts";
import { getSigningSecrets } from "./rpc/get-signing-secrets.ts";
import { listApiKeys } from "./rpc/list-api-keys.ts";
import { revokeApiKey } from "./rpc/revoke-api-key.ts";
import { rotateApiKey } from "./rpc/rotate-api-key.ts";
import { rotateSigningSecrets } from "./rpc/rotate-signing-secrets.ts";

/** Every RPC of the service, on these parts. */
export function accountsHandlers(accounts: Accounts): RpcHandlers<typeof AccountsServiceService> {
  return {
    authenticate: (request) => authenticate(accounts, request),
    getSigningSecrets: (request) => getSigningSecrets(accounts, request),
    rotateSigningSecrets: (request) => rotateSigningSecrets(accounts, request),
    deleteSigningSecrets: (request) => deleteSigningSecrets(accounts, request),
    createApiKey: (request) => createApiKey(accounts, request),
    listApiKeys: (request) => listApiKeys(accounts, request),
    rotateApiKey: (request) => rotateApiKey(accounts, request),
    revokeApiKey: (request) => revokeApiKey(accounts, request),
  };
}
