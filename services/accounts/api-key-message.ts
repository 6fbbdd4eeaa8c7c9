import type { ApiKey, IssuedApiKey } from "../../generated/rpc/landfall/accounts/v1/accounts.ts";
import { callerOf } from "../rules/caller.ts";
import { prefixedId } from "../runtime/ulid.ts";
import type { ApiKeyRecord } from "../store/for-accounts.ts";
import type { IssuedKey } from "./new-api-key.ts";

/** A key as internal callers see it. */
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

/** A new key with its text. */
export function issuedApiKeyMessage({ record, secret }: IssuedKey): IssuedApiKey {
  return { apiKey: apiKeyMessage(record), secret };
}
