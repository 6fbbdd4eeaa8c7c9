import type { ApiKey, IssuedApiKey } from "../../generated/rpc/landfall/accounts/v1/accounts.ts";
import { callerOf } from "../rules/caller.ts";
import { prefixedId } from "../runtime/ulid.ts";
import type { ApiKeyRecord } from "../store/for-accounts.ts";
import type { IssuedKey } from "./new-api-key.ts";

/** Converts a key to its RPC message. */
export function apiKeyMessage(record: ApiKeyRecord): ApiKey {
  return {
    id: prefixedId("key", record.id),
    name: record.name,
    mode: callerOf(record).mode,
    scopes: [...record.scopes],
    hint: record.keyHint,
    createdAtMs: record.createdAt,
    lastUsedAtMs: record.lastUsedAt ?? undefined,
    revokedAtMs: record.revokedAt ?? undefined,
  };
}

/** Converts a new key and its text to their RPC message. */
export function issuedApiKeyMessage({ record, secret }: IssuedKey): IssuedApiKey {
  return { apiKey: apiKeyMessage(record), secret };
}
