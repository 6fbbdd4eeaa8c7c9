import type {
  CreateApiKeyRequest,
  IssuedApiKey,
} from "../../../generated/rpc/landfall/accounts/v1/accounts.ts";
import { insertApiKeys } from "../../store/for-accounts.ts";
import type { Accounts } from "../accounts.ts";
import { issuedApiKeyMessage } from "../api-key-message.ts";
import { ownerOf } from "../caller.ts";
import { judgeName } from "../judge-name.ts";
import { newApiKey } from "../new-api-key.ts";
import { judgeScopes } from "../scopes.ts";

/** Makes a key of the caller's project and mode. @throws ServiceError `invalid_parameter` */
export async function createApiKey(
  { store, clock }: Accounts,
  request: CreateApiKeyRequest,
): Promise<IssuedApiKey> {
  const owner = ownerOf(request.caller);
  const issued = newApiKey(owner, judgeName(request.name), judgeScopes(request.scopes), clock.now());
  await store.transact((transaction) => insertApiKeys(transaction, [issued.record]));
  return issuedApiKeyMessage(issued);
}
