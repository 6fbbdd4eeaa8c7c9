import { hostname } from "node:os";
import { join } from "node:path";
import type { Settings } from "../settings.ts";
import type { DoorUrls } from "../store/door-users.ts";
import type { Program } from "./supervise.ts";

/** Addresses of the three services, `host:port` or `unix:/path`. */
export interface Addresses {
  readonly scheduler: string;
  readonly dispatcher: string;
  readonly accounts: string;
}

/** Scripts of the four processes, so that a test can replace them. */
export type Scripts = Readonly<Record<"scheduler" | "dispatcher" | "accounts" | "gateway", string>>;

/** Set for one process only, so removed from the environment that all inherit. */
const notInherited = ["DATABASE_URL", "PORT", "HOST", "LISTEN_ADDRESS", "NODE_OPTIONS"];

const nodeFlags = [
  "--disable-warning=ExperimentalWarning",
  // Half of Node's default: with a backlog the dispatcher uses a third less memory and is no slower.
  "--max-semi-space-size=8",
];

/**
 * The four processes with their whole environment; they read nothing else. Started in this order, stopped
 * in reverse.
 */
export function programsOf(
  settings: Settings,
  scripts: Scripts,
  facts: {
    addresses: Addresses;
    doors: DoorUrls;
    sealingKeys: string;
    rpcToken: string;
    compileCache: string;
    environment: NodeJS.ProcessEnv;
  },
): Program[] {
  const shared: NodeJS.ProcessEnv = { ...facts.environment };
  for (const name of notInherited) delete shared[name];
  Object.assign(shared, {
    SUPERVISED: "1",
    LOG_LEVEL: facts.environment.LOG_LEVEL || "info",
    SEALING_KEYS: facts.sealingKeys,
    RPC_TOKEN: facts.rpcToken,
    EGRESS_ALLOW: settings.egressAllow,
    ...(settings.devClock && { DEV_CLOCK: "1" }),
    // The private database is on this disk, and cannot be written when it is full.
    ...(settings.databaseUrl === null && { STORE_DISK: settings.dataDir }),
    NODE_COMPILE_CACHE: facts.compileCache,
    // getaddrinfo, used for names that DNS does not know, may take half of libuv's threads; files need some
    // too.
    UV_THREADPOOL_SIZE: facts.environment.UV_THREADPOOL_SIZE || "64",
    // glibc gives threads heaps of their own, and memory freed in one is not reused by others: a tenth more
    // after a load.
    MALLOC_ARENA_MAX: facts.environment.MALLOC_ARENA_MAX || "2",
  });
  const program = (name: keyof Scripts, own: NodeJS.ProcessEnv): Program => ({
    name,
    args: [...nodeFlags, scripts[name]],
    environment: { ...shared, ...own },
    logPath: join(settings.dataDir, "logs", `${name}.log`),
  });
  const service = (name: "scheduler" | "dispatcher" | "accounts", own: NodeJS.ProcessEnv = {}) =>
    program(name, { DATABASE_URL: facts.doors[name], LISTEN_ADDRESS: facts.addresses[name], ...own });
  return [
    service("accounts"),
    // The lock on DATA_DIR ensures that only one dispatcher at a time uses this name.
    service("dispatcher", { DISPATCHER_NAME: `${hostname()}:${settings.dataDir}` }),
    service("scheduler"),
    program("gateway", {
      HOST: settings.host,
      PORT: String(settings.port),
      SCHEDULER_ADDRESS: facts.addresses.scheduler,
      DISPATCHER_ADDRESS: facts.addresses.dispatcher,
      ACCOUNTS_ADDRESS: facts.addresses.accounts,
    }),
  ];
}
