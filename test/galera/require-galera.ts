import { existsSync } from "node:fs";
import { requireServer } from "../../scripts/database/install-server.ts";
import { aptInstall, canAptInstall } from "../../scripts/packages/apt-install.ts";
import { providerPath } from "./fixtures/galera-cluster.ts";

/**
 * Vitest's `globalSetup` of the suite: installs MariaDB and Debian's `galera-4` (1 MB) if they are missing.
 *
 * @throws Error with the command to run by hand
 */
export async function setup(): Promise<void> {
  const say = (line: string) => void process.stderr.write(`${line}\n`);
  await requireServer(process.env, say);
  if (existsSync(providerPath)) return;
  const byHand = "run `sudo apt-get install galera-4` once, or name the other suites";
  if (!canAptInstall()) throw new Error(`${providerPath} is not on this machine: ${byHand}.`);
  say("installing Galera (apt-get install galera-4)");
  const said = await aptInstall("galera-4", process.env);
  if (!existsSync(providerPath)) throw new Error(`apt-get could not install galera-4 (${said}): ${byHand}.`);
}
