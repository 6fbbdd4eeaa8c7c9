import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { BenchRun } from "../bench-run.ts";
import { startPortProcess } from "../port-process.ts";

/** Zone of the bench's name server. Reserved by RFC 6761, 6.2. */
export const zone = "landfall.test";
/** Address of the server; port 53, since resolv.conf(5) allows no other. */
export const nameServerAddress = "127.53.53.53";

/** A name server of the bench, and the command that makes a program use it. */
export interface OwnNames extends AsyncDisposable {
  /** Prefix for a command, which then has its own resolv.conf; other programs are not affected. */
  readonly through: readonly string[];
}

/** Returns a name that resolves at once. */
export const quickName = (label: string) => `${label}.quick.${zone}`;
/** Returns a name that is never answered. */
export const silentName = (label: string) => `${label}.silent.${zone}`;
/** Returns a name that resolves until an instant and is not answered afterwards. */
export const nameUntil = (label: string, instant: number) => `${label}.until-${instant}.${zone}`;

/** Starts the name server; null if not root, which it needs for a mount namespace and port 53. */
export async function startOwnNames(run: BenchRun): Promise<OwnNames | null> {
  const path = join(run.dir, "resolv.conf");
  writeFileSync(path, `nameserver ${nameServerAddress}\n`, { mode: 0o644 });
  const mounted = 'mount --bind "$0" /etc/resolv.conf && exec "$@"';
  const through = ["unshare", "--mount", "sh", "-c", mounted, path];
  const [program = "", ...args] = [...through, "true"];
  if (spawnSync(program, args).status !== 0) return null;
  const server = await startPortProcess(new URL("name-server-process.ts", import.meta.url));
  return { through, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
}
