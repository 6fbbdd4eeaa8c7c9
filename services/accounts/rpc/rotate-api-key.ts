import type { ErrorCode } from "../../../generated/rpc/error-codes.ts";
import type {
  IssuedApiKey,
  RotateApiKeyRequest,
} from "../../../generated/rpc/landfall/accounts/v1/accounts.ts";
import { ServiceError } from "../../runtime/errors.ts";
import { type ApiKeyRecord, type Owner, rotateApiKey as replace } from "../../store/for-accounts.ts";
import type { Accounts } from "../accounts.ts";
import { apiKeyId, noApiKey } from "../api-key-id.ts";
import { issuedApiKeyMessage } from "../api-key-message.ts";
import { ownerOf } from "../caller.ts";
import { type IssuedKey, newApiKey } from "../new-api-key.ts";
import { judgeScopes } from "../scopes.ts";

/**
 * Makes a key with the name and scopes of another, which is revoked in the same commit.
 *
 * @throws ServiceError `api_key_not_found`, `api_key_revoked`
 */
export async function rotateApiKey(
  { store, clock }: Accounts,
  request: RotateApiKeyRequest,
): Promise<IssuedApiKey> {
  const owner = ownerOf(request.caller);
  const now = clock.now();
  const issued = await replace(store, owner, apiKeyId(request.id), now, (old) => successor(owner, old, now));
  return issuedApiKeyMessage(issued ?? noApiKey());
}

function successor(owner: Owner, old: ApiKeyRecord, now: number): IssuedKey {
  if (old.revokedAt === null) return newApiKey(owner, old.name, judgeScopes(old.scopes), now);
  const code: ErrorCode = "api_key_revoked";
  throw new ServiceError("conflict", code, "The API key was revoked; make a new one.");
}
