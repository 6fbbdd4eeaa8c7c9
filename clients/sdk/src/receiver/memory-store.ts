import { randomId } from "../random-id.ts";
import type { Claim, SeenStore } from "./seen-store.ts";

/** Options of a memory store. */
export interface MemoryStoreOptions {
  /** Maximum number of keys; the one handled longest ago is dropped first. Default 10,000. */
  readonly maxKeys?: number;
  /** Current time in milliseconds; default: the machine's clock. */
  readonly now?: () => number;
}

interface Entry {
  /** Null once the key is handled. */
  readonly token: string | null;
  readonly untilMs: number;
}

/**
 * Remembers keys in memory: suitable for a single process, and for trying things out. A restart forgets
 * them.
 */
export function memoryStore({ maxKeys = 10_000, now = Date.now }: MemoryStoreOptions = {}): SeenStore {
  // In the order in which entries were written, oldest first.
  const entries = new Map<string, Entry>();
  const write = (key: string, entry: Entry) => {
    entries.delete(key);
    entries.set(key, entry);
    if (entries.size > maxKeys) makeRoom(entries, maxKeys, now());
  };
  return {
    async claim(key, claimMs): Promise<Claim> {
      const [nowMs, known] = [now(), entries.get(key)];
      if (known !== undefined && known.untilMs > nowMs) {
        return known.token === null ? { state: "done" } : { state: "busy", forMs: known.untilMs - nowMs };
      }
      const token = randomId();
      write(key, { token, untilMs: nowMs + claimMs });
      return { state: "claimed", token };
    },
    async done(key, _token, keepMs) {
      write(key, { token: null, untilMs: now() + keepMs });
    },
    async failed(key, token) {
      if (entries.get(key)?.token === token) entries.delete(key);
    },
  };
}

/** Drops expired entries first, then those handled longest ago, and claims only if nothing else is left. */
function makeRoom(entries: Map<string, Entry>, maxKeys: number, nowMs: number): void {
  for (const [key, { untilMs }] of entries) if (untilMs <= nowMs) entries.delete(key);
  for (const claimsToo of [false, true]) {
    for (const [key, { token }] of entries) {
      if (entries.size <= maxKeys) return;
      if (claimsToo || token === null) entries.delete(key);
    }
  }
}
