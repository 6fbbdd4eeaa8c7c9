import type { ApiKey, RevokeApiKeyRequest } from "../../../generated/rpc/landfall/accounts/v1/accounts.ts";
import * as store from "../../store/for-accounts.ts";
import type { Accounts } from "../accounts.ts";
import { apiKeyId, noApiKey } from "../api-key-id.ts";
import { apiKeyMessage } from "../api-key-message.ts";
import { ownerOf } from "../caller.ts";

/** Ends a key; repeated, it answers the same. @throws ServiceError `api_key_not_found` */
export async function revokeApiKey(accounts: Accounts, request: RevokeApiKeyRequest): Promise<ApiKey> {
  const owner = ownerOf(request.caller);
  const id = apiKeyId(request.id);
  const key = await store.revokeApiKey(accounts.store, owner, id, accounts.clock.now());
  return apiKeyMessage(key ?? noApiKey());
}
