import type { Logger } from "../runtime/logging/logger.ts";
import type { Clock } from "../runtime/time/clock.ts";
import { type ApiKeyRecord, noteApiKeyUse, type Store } from "../store/for-accounts.ts";

/** Notes in the store when keys are used. Answers never wait for it. */
export interface KeyUse {
  /** Returns at once. A note that fails is logged and dropped; the next use writes another. */
  note(key: ApiKeyRecord): void;
  /** Resolves when all notes have been written or dropped. */
  settled(): Promise<void>;
}

/** A busy key is written at most once in this time, so `last_used_at` is right to the minute. */
const everyMs = 60_000;

/**
 * Starts at most one note per key at a time, so the number of pending notes is bounded by the number of keys.
 */
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
