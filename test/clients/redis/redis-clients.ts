import { createRequire } from "node:module";
import { join } from "node:path";
import type { RedisCommand } from "../../../clients/sdk/src/receiver/index.ts";
import { installLocked } from "../packages/install-locked.ts";

/** A connection of a client package, as its users give it to `redisStore`. */
export interface RedisConnection {
  readonly command: RedisCommand;
  close(): unknown;
}

/** Opens a connection to a port of the loopback. */
export type OpenRedis = (port: number) => Promise<RedisConnection>;

/** The part of ioredis that is used. */
interface IoRedis {
  call(...words: string[]): Promise<unknown>;
  disconnect(): void;
}

/** The part of node-redis that is used. */
interface NodeRedis {
  connect(): Promise<unknown>;
  sendCommand(words: string[]): Promise<unknown>;
  close(): Promise<void>;
}

/** The packages that people use, by name. */
export async function redisClients(): Promise<Readonly<Record<"ioredis" | "redis", OpenRedis>>> {
  const load = createRequire(join(await installLocked("redis"), "package.json"));
  const { Redis }: { Redis: new (port: number, host: string) => IoRedis } = load("ioredis");
  const { createClient }: { createClient(options: { url: string }): NodeRedis } = load("redis");
  return {
    async ioredis(port) {
      const redis = new Redis(port, "127.0.0.1");
      return { command: (words) => redis.call(...words), close: () => redis.disconnect() };
    },
    async redis(port) {
      const client = createClient({ url: `redis://127.0.0.1:${port}` });
      await client.connect();
      return { command: (words) => client.sendCommand(words), close: () => client.close() };
    },
  };
}
