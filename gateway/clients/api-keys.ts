import { hash } from "node:crypto";
import type { ErrorCode } from "../../generated/openapi/errors.ts";
import type { AuthenticateResponse } from "../../generated/rpc/landfall/accounts/v1/accounts.ts";
import type { Caller } from "../../generated/rpc/landfall/accounts/v1/caller.ts";
import { ServiceError } from "../../services/runtime/errors.ts";
import { BoundedMap } from "../../services/runtime/memory/bounded-map.ts";
import type { Clock } from "../../services/runtime/time/clock.ts";

/** Owner and scopes of a key. */
export interface Identity {
  readonly caller: Caller;
  readonly keyId: string;
  readonly scopes: readonly string[];
  /** Items that one bulk create may have by the account's plan; null: as many as the contract allows. */
  readonly maxBulkItems: number | null;
}

/** Looks up API keys. */
export interface ApiKeys {
  /** @throws ServiceError invalid_api_key if the key is unknown; unavailable if accounts is away */
  identify(apiKey: string, requestId: string): Promise<Identity>;
}

interface Entry {
  readonly identity: Promise<Identity>;
  /** Expiry of the cached answer; infinite while the request to accounts is running. */
  expiresAt: number;
}

/**
 * Lifetimes of cached answers: a revoked key may still work, and a new key that was tried too early may
 * still fail, for this long.
 */
const knownForMs = 3_000;
const unknownForMs = 1_000;
const maxEntries = 10_000;
const longestKey = 255;

/**
 * Asks accounts and caches the answer for a few seconds under the key's SHA-256, so that no key is kept in
 * memory. Concurrent requests for a key share one call. An outage of accounts is not cached.
 */
export function createApiKeys(
  ask: (apiKey: string, requestId: string) => Promise<AuthenticateResponse>,
  clock: Clock,
): ApiKeys {
  const entries = new BoundedMap<string, Entry>(maxEntries);
  return {
    identify(apiKey, requestId) {
      if (apiKey.length > longestKey) return Promise.reject(unknownKey());
      const digest = hash("sha256", apiKey, "base64");
      const known = entries.get(digest);
      if (known !== undefined && known.expiresAt > clock.now()) return known.identity;
      const entry: Entry = {
        identity: ask(apiKey, requestId).then(identityOf),
        expiresAt: Number.POSITIVE_INFINITY,
      };
      entries.set(digest, entry);
      entry.identity.then(
        () => {
          entry.expiresAt = clock.now() + knownForMs;
        },
        (error: unknown) => {
          const answered = error instanceof ServiceError && error.code === "invalid_api_key";
          entry.expiresAt = answered ? clock.now() + unknownForMs : 0;
        },
      );
      return entry.identity;
    },
  };
}

function identityOf({ caller, keyId, scopes, maxBulkItems }: AuthenticateResponse): Identity {
  if (caller === undefined) throw new Error("accounts named no caller");
  return { caller, keyId, scopes, maxBulkItems: maxBulkItems ?? null };
}

function unknownKey(): ServiceError<ErrorCode> {
  return new ServiceError("invalid_api_key", "The API key is unknown or was revoked.");
}
