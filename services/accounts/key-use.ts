import type { Clock } from "../runtime/clock.ts";
import type { Logger } from "../runtime/logger.ts";
import { type ApiKeyRecord, noteApiKeyUse, type Store } from "../store/for-accounts.ts";

/** Notes in the store when keys are used, beside the answers and never before them. */
export interface KeyUse {
  /** Returns at once. A note that fails is logged and forgotten: the next use makes another. */
  note(key: ApiKeyRecord): void;
  /** Resolves when no note is on its way any more. */
  settled(): Promise<void>;
}

/** A busy key is written once in this time, so `last_used_at` is right to the minute. */
const everyMs = 60_000;

/** Every key has one note on its way at most, so what waits is bounded by the number of keys. */
export function createKeyUse(store: Store, clock: Clock, log: Logger): KeyUse {
  const underway = new Map<string, Promise<void>>();
  return {
    note({ id, lastUsedAt }) {
      const now = clock.now();
      const key = id.toString("hex");
      if (underway.has(key) || (lastUsedAt !== null && now - lastUsedAt < everyMs)) return;
      const noted = noteApiKeyUse(store, id, now, now - everyMs)
        .catch((error: unknown) => log.warn({ err: error }, "the use of an API key was not noted"))
        .finally(() => underway.delete(key));
      underway.set(key, noted);
    },
    async settled() {
      await Promise.all(underway.values());
    },
  };
}
