import type { ApiKey, RevokeApiKeyRequest } from "../../../generated/rpc/landfall/accounts/v1/accounts.ts";
import { ownerOf } from "../../rules/caller.ts";
import { idOf, notFound } from "../../rules/object-ids.ts";
import * as store from "../../store/for-accounts.ts";
import type { Accounts } from "../accounts.ts";
import { apiKeyMessage } from "../api-key-message.ts";

/** Revokes a key; a repeated call returns the same answer. @throws ServiceError `api_key_not_found` */
export async function revokeApiKey(accounts: Accounts, request: RevokeApiKeyRequest): Promise<ApiKey> {
  const owner = ownerOf(request.caller);
  const id = idOf("api_key", request.id);
  const key = await store.revokeApiKey(accounts.store, owner, id, accounts.clock.now());
  return apiKeyMessage(key ?? notFound("api_key"));
}
