import type * as rest from "../../../generated/openapi/types.gen.ts";
import type * as rpc from "../../../generated/rpc/landfall/accounts/v1/accounts.ts";
import { toInstant, toInstantOrNull } from "../instant.ts";
import { mode, oneOf } from "../words.ts";

/** Converts an API key to its REST form, without its text. */
export function toApiKey(key: rpc.ApiKey): rest.ApiKey {
  return {
    id: key.id,
    object: "api_key",
    mode: mode.toRest(key.mode),
    name: key.name,
    scopes: key.scopes.map((scope) => oneOf(["read", "write", "replay", "admin"], scope)),
    hint: key.hint,
    created_at: toInstant(key.createdAtMs),
    last_used_at: toInstantOrNull(key.lastUsedAtMs),
    revoked_at: toInstantOrNull(key.revokedAtMs),
  };
}

/** Converts a new key to its REST form, with its text. */
export function toIssuedApiKey({ apiKey, secret }: rpc.IssuedApiKey): rest.IssuedApiKey {
  if (apiKey === undefined) throw new Error("accounts named no key");
  return { ...toApiKey(apiKey), key: secret, last_used_at: null, revoked_at: null };
}
