import type {
  IssuedApiKey,
  RotateApiKeyRequest,
} from "../../../generated/rpc/landfall/accounts/v1/accounts.ts";
import { ownerOf } from "../../rules/caller.ts";
import { idempotentRequest } from "../../rules/idempotency.ts";
import { makeOnce } from "../../rules/make-once.ts";
import { idOf, notFound } from "../../rules/object-ids.ts";
import { ServiceError } from "../../runtime/errors.ts";
import { newUlid } from "../../runtime/ulid.ts";
import * as store from "../../store/for-accounts.ts";
import type { Accounts } from "../accounts.ts";
import { issuedApiKeyMessage } from "../api-key-message.ts";
import { issuedAgain, repeatableBytes } from "../idempotent-api-key.ts";
import { newApiKey } from "../new-api-key.ts";
import { judgeScopes, mustHaveScopes } from "../scopes.ts";

/**
 * Makes a key with the name and scopes of another and revokes that one, in one commit. With an idempotency
 * key, repeated and concurrent requests make one key and all get its text.
 *
 * @throws ServiceError `api_key_not_found`, `api_key_revoked`, `insufficient_scope`, `idempotency_key_reused`
 */
export async function rotateApiKey(
  { store: handle, clock, keys }: Accounts,
  request: RotateApiKeyRequest,
): Promise<IssuedApiKey> {
  const owner = ownerOf(request.caller);
  const { idempotencyKey } = request;
  const idempotent =
    idempotencyKey === undefined ? null : idempotentRequest("rotate_api_key", idempotencyKey, request.id);
  const { made, madeBefore } = await makeOnce(idempotent, {
    find: (keyHash) => store.findIdempotencyKeys(handle, owner, [keyHash]),
    async recall(id) {
      const issued = await issuedAgain(handle, keys, owner, id, idempotencyKey ?? "");
      mustHaveScopes(request.callerScopes, issued.record.scopes, null);
      return issued;
    },
    async make() {
      const now = clock.now();
      const id = newUlid(now);
      const bytes = idempotencyKey === undefined ? undefined : repeatableBytes(keys, idempotencyKey);
      const key = idempotent && { ...owner, ...idempotent, objectId: id, createdAt: now };
      const issued = await store.rotateApiKey(handle, owner, idOf("api_key", request.id), now, key, (old) => {
        mustBeValid(old);
        // The answer has the new key's text, so the caller must have the scopes that this key gives.
        mustHaveScopes(request.callerScopes, old.scopes, null);
        return newApiKey(owner, old.name, judgeScopes(old.scopes), now, bytes, id);
      });
      return issued ?? notFound("api_key");
    },
    isDuplicate: store.isDuplicate,
  });
  return { ...issuedApiKeyMessage(made), ...(madeBefore && { madeBefore: true }) };
}

function mustBeValid(old: store.ApiKeyRecord): void {
  if (old.revokedAt === null) return;
  throw new ServiceError("api_key_revoked", "The API key was revoked; make a new one.");
}
