import { readFileSync } from "node:fs";
import { join } from "node:path";
import { identityOf } from "../../../services/runtime/process/process-identity.ts";

export type ServiceName = "gateway" | "scheduler" | "dispatcher" | "accounts";

/** Finds the process of a service of a running Landfall. @throws Error if there is none at the moment */
export function pidOf(dataDir: string, name: ServiceName): number {
  const script = name === "gateway" ? "gateway/main.ts" : `services/${name}/main.ts`;
  const { children } = JSON.parse(readFileSync(join(dataDir, "lock"), "utf8"));
  for (const { pid, identity } of children) {
    if (identityOf(pid) === identity && commandOf(pid).endsWith(script)) return Number(pid);
  }
  throw new Error(`no process runs ${script}`);
}

/** Lists the four services and the database of a running Landfall. */
export function pidsOf(dataDir: string): Record<ServiceName | "database", number> {
  const database = Number(JSON.parse(readFileSync(join(dataDir, "mariadb-process.json"), "utf8")).pid);
  const [gateway, scheduler, dispatcher, accounts] = [
    pidOf(dataDir, "gateway"),
    pidOf(dataDir, "scheduler"),
    pidOf(dataDir, "dispatcher"),
    pidOf(dataDir, "accounts"),
  ];
  return { gateway, scheduler, dispatcher, accounts, database };
}

function commandOf(pid: number): string {
  return readFileSync(`/proc/${pid}/cmdline`, "utf8").replace(/\0$/, "");
}
