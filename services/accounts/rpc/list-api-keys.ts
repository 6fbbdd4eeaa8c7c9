import type {
  ListApiKeysRequest,
  ListApiKeysResponse,
} from "../../../generated/rpc/landfall/accounts/v1/accounts.ts";
import { ownerOf } from "../../rules/caller.ts";
import { fromCursor, pageLimit, pageOf } from "../../rules/page.ts";
import * as store from "../../store/for-accounts.ts";
import type { Accounts } from "../accounts.ts";
import { apiKeyMessage } from "../api-key-message.ts";

/** Returns a page of keys, newest first, including revoked ones. @throws ServiceError `invalid_cursor` */
export async function listApiKeys(
  accounts: Accounts,
  request: ListApiKeysRequest,
): Promise<ListApiKeysResponse> {
  const owner = ownerOf(request.caller);
  const limit = pageLimit(request.limit);
  // Reads one extra row to learn whether there is another page.
  const found = await store.listApiKeys(accounts.store, owner, fromCursor(request.cursor), limit + 1);
  const { page, nextCursor } = pageOf(found, limit);
  return {
    apiKeys: page.map(apiKeyMessage),
    nextCursor,
    total: request.includeTotal ? await store.countApiKeys(accounts.store, owner) : undefined,
  };
}
