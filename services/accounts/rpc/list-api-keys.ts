import type {
  ListApiKeysRequest,
  ListApiKeysResponse,
} from "../../../generated/rpc/landfall/accounts/v1/accounts.ts";
import * as store from "../../store/for-accounts.ts";
import type { Accounts } from "../accounts.ts";
import { apiKeyMessage } from "../api-key-message.ts";
import { ownerOf } from "../caller.ts";
import { fromCursor, toCursor } from "../cursor.ts";

const usualLimit = 25;
const mostLimit = 100;

/** A page of keys, newest first, revoked ones too. @throws ServiceError `invalid_cursor` */
export async function listApiKeys(
  accounts: Accounts,
  request: ListApiKeysRequest,
): Promise<ListApiKeysResponse> {
  const owner = ownerOf(request.caller);
  const limit = request.limit > 0 ? Math.min(request.limit, mostLimit) : usualLimit;
  // One more than asked for tells whether there is another page.
  const found = await store.listApiKeys(accounts.store, owner, fromCursor(request.cursor), limit + 1);
  const page = found.slice(0, limit);
  const last = page.at(-1);
  return {
    apiKeys: page.map(apiKeyMessage),
    nextCursor: found.length > limit && last ? toCursor(last.id) : undefined,
    total: request.includeTotal ? await store.countApiKeys(accounts.store, owner) : undefined,
  };
}
