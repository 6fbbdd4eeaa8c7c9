import { randomId } from "../random-id.ts";
import type { Claim, SeenStore } from "./seen-store.ts";

/** Describes how much a memory store holds. */
export interface MemoryStoreOptions {
  /** Keys at most; the one handled longest ago goes first. 10,000 if not given. */
  readonly maxKeys?: number;
  /** Milliseconds; the machine's clock if not given. */
  readonly now?: () => number;
}

interface Entry {
  /** Null: handled. */
  readonly token: string | null;
  readonly untilMs: number;
}

/** Remembers in this process: right for one process, and for trying things out. A restart forgets. */
export function memoryStore({ maxKeys = 10_000, now = Date.now }: MemoryStoreOptions = {}): SeenStore {
  // In the order in which entries were written: the oldest first.
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

/** What has run out goes first, then what was handled longest ago, and a claim only when all are claims. */
function makeRoom(entries: Map<string, Entry>, maxKeys: number, nowMs: number): void {
  for (const [key, { untilMs }] of entries) if (untilMs <= nowMs) entries.delete(key);
  for (const claimsToo of [false, true]) {
    for (const [key, { token }] of entries) {
      if (entries.size <= maxKeys) return;
      if (claimsToo || token === null) entries.delete(key);
    }
  }
}
