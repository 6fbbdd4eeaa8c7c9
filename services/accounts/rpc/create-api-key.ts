import type {
  CreateApiKeyRequest,
  IssuedApiKey,
} from "../../../generated/rpc/landfall/accounts/v1/accounts.ts";
import { ownerOf } from "../../rules/caller.ts";
import { makeOnce } from "../../rules/make-once.ts";
import * as store from "../../store/for-accounts.ts";
import type { Accounts } from "../accounts.ts";
import { issuedApiKeyMessage } from "../api-key-message.ts";
import { idempotentApiKey, issuedAgain, repeatableBytes } from "../idempotent-api-key.ts";
import { judgeName } from "../judge-name.ts";
import { newApiKey } from "../new-api-key.ts";
import { judgeScopes, mustHaveScopes } from "../scopes.ts";

/**
 * Makes a key of the caller's project and mode. With an idempotency key, repeated and concurrent requests
 * make one key and all get its text.
 *
 * @throws ServiceError `invalid_parameter`, `insufficient_scope`, `idempotency_key_reused`, `api_key_revoked`
 */
export async function createApiKey(
  { store: handle, clock, keys }: Accounts,
  request: CreateApiKeyRequest,
): Promise<IssuedApiKey> {
  const owner = ownerOf(request.caller);
  const { idempotencyKey } = request;
  const scopes = judgeScopes(request.scopes);
  // Checks the scopes before an earlier answer is returned again, because it contains the text of a key with
  // these scopes.
  mustHaveScopes(request.callerScopes, scopes, "scopes");
  const idempotent = idempotentApiKey(request);
  const { made, madeBefore } = await makeOnce(idempotent, {
    find: (keyHash) => store.findIdempotencyKeys(handle, owner, [keyHash]),
    recall: (id) => issuedAgain(handle, keys, owner, id, idempotencyKey ?? ""),
    async make() {
      const now = clock.now();
      const bytes = idempotencyKey === undefined ? undefined : repeatableBytes(keys, idempotencyKey);
      const issued = newApiKey(owner, judgeName(request.name), scopes, now, bytes);
      const key = idempotent && { ...owner, ...idempotent, objectId: issued.record.id, createdAt: now };
      await handle.transact(async (transaction) => {
        if (key) await store.insertIdempotencyKeys(transaction, [key]);
        await store.insertApiKeys(transaction, [issued.record]);
      });
      return issued;
    },
    isDuplicate: store.isDuplicate,
  });
  return { ...issuedApiKeyMessage(made), ...(madeBefore && { madeBefore: true }) };
}
