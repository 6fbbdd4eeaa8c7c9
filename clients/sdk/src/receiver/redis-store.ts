import { randomId } from "../random-id.ts";
import type { Claim, SeenStore } from "./seen-store.ts";

/**
 * Sends one command to Redis: `(words) => redis.call(...words)` with ioredis,
 * `(words) => client.sendCommand(words)` with node-redis.
 */
export type RedisCommand = (words: [string, ...string[]]) => Promise<unknown>;

const isDone = "done";
/** Deletes a claim only if it still has this token. */
const freeScript =
  "if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0";

/** Remembers keys in Redis, shared by all processes. @param prefix of the Redis keys */
export function redisStore(command: RedisCommand, prefix = "landfall:seen:"): SeenStore {
  return {
    async claim(key, claimMs): Promise<Claim> {
      const at = prefix + key;
      const token = randomId();
      // Tries again if a claim expires between the two commands.
      for (let tries = 0; tries < 2; tries++) {
        const set = await command(["SET", at, token, "NX", "PX", String(claimMs)]);
        if (text(set) === "OK") return { state: "claimed", token };
        const found = await command(["GET", at]);
        if (text(found) === isDone) return { state: "done" };
        if (found !== null && found !== undefined) {
          return { state: "busy", forMs: Math.max(1, Number(await command(["PTTL", at]))) };
        }
      }
      return { state: "busy", forMs: 1 };
    },
    async done(key, _token, keepMs) {
      await command(["SET", prefix + key, isDone, "PX", String(keepMs)]);
    },
    async failed(key, token) {
      await command(["EVAL", freeScript, "1", prefix + key, token]);
    },
  };
}

/** Clients return strings or bytes. */
function text(value: unknown): string | null {
  if (typeof value === "string") return value;
  return value instanceof Uint8Array ? new TextDecoder().decode(value) : null;
}
