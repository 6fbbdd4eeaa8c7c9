import type { ErrorCode } from "../../../generated/rpc/error-codes.ts";
import type {
  AuthenticateRequest,
  AuthenticateResponse,
} from "../../../generated/rpc/landfall/accounts/v1/accounts.ts";
import { callerOf } from "../../rules/caller.ts";
import { planOf } from "../../rules/plans.ts";
import { ServiceError } from "../../runtime/errors.ts";
import { prefixedId } from "../../runtime/ulid.ts";
import {
  type ApiKeyAndAccount,
  findApiKey,
  findApiKeyAndAccount,
  type Store,
} from "../../store/for-accounts.ts";
import type { Accounts } from "../accounts.ts";
import { apiKeyHash } from "../api-key-hash.ts";

/** Finds the owner and scopes of a key. @throws ServiceError `invalid_api_key`, `live_mode_off` */
export async function authenticate(
  { store, keyUse, testModeOnly, plans, signIn }: Accounts,
  { apiKey }: AuthenticateRequest,
): Promise<AuthenticateResponse> {
  const hash = apiKeyHash(apiKey);
  const found = hash && (await findKey(store, hash, plans !== null || signIn !== null));
  const key = found?.key;
  if (!key || key.revokedAt !== null) {
    throw new ServiceError("invalid_api_key", "The API key is unknown or was revoked.");
  }
  if (testModeOnly && key.mode === "live") {
    const message = "Landfall was started with --dev-clock, whose time can be moved: use an sk_test_ key.";
    throw new ServiceError<ErrorCode>("live_mode_off", message);
  }
  keyUse.note(key);
  const identity = { caller: callerOf(key), keyId: prefixedId("key", key.id), scopes: [...key.scopes] };
  if (!found?.account) return identity;
  const { id, plan } = found.account;
  return {
    ...identity,
    caller: { ...identity.caller, accountId: prefixedId("acc", id) },
    maxBulkItems: plans === null ? undefined : (planOf(plans, plan).maxBulkItems ?? undefined),
  };
}

/** Without plans and sign-in it asks for the key alone. */
async function findKey(store: Store, hash: Buffer, withAccount: boolean): Promise<ApiKeyAndAccount | null> {
  if (withAccount) return findApiKeyAndAccount(store, hash);
  const key = await findApiKey(store, hash);
  return key && { key, account: null };
}
