import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { BenchRun } from "../bench-run.ts";
import { startPortProcess } from "../port-process.ts";

/** The zone that the name server of the bench knows. RFC 6761, 6.2: nobody else has it. */
export const zone = "landfall.test";
/** Where it listens, on port 53, since resolv.conf(5) knows no other. */
export const nameServerAddress = "127.53.53.53";

/** A name server of the bench, and how a program is made to ask it. */
export interface OwnNames extends AsyncDisposable {
  /** The command that runs another one, which then has a resolv.conf of its own; nothing else on the machine has it. */
  readonly through: readonly string[];
}

/** The address `label` has at once. */
export const quickName = (label: string) => `${label}.quick.${zone}`;
/** Nobody ever says what address `label` has. */
export const silentName = (label: string) => `${label}.silent.${zone}`;
/** The address `label` has until an instant; from then on nobody says it. */
export const nameUntil = (label: string, instant: number) => `${label}.until-${instant}.${zone}`;

/** Null where it cannot be done: it takes a mount namespace and port 53, so root. */
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
