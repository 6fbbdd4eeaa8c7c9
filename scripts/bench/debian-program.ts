import { existsSync, rmSync, writeFileSync } from "node:fs";
import { aptInstall, canAptInstall } from "../packages/apt-install.ts";
import { CommandFailure } from "../start/failure.ts";

/** Debian asks this before it starts a service that was just installed; 101: do not. */
const policyPath = "/usr/sbin/policy-rc.d";

/**
 * The first of `paths` that is there; the Debian package `name` is installed for it when none is, without
 * the service that it would start.
 *
 * @throws CommandFailure with what to do by hand
 */
export async function requireProgram(
  name: string,
  paths: readonly string[],
  say: (line: string) => void,
): Promise<string> {
  const found = () => paths.find((path) => existsSync(path));
  const present = found();
  if (present !== undefined) return present;
  const byHand = `install it (Debian: \`sudo apt-get install ${name}\`)`;
  if (!canAptInstall()) throw new CommandFailure(`${paths[0]} is not on this machine: ${byHand}.`);
  say(`  · installing ${name} (apt-get)`);
  const said = await withoutServices(() => aptInstall(name, process.env));
  const installed = found();
  if (installed !== undefined) return installed;
  throw new CommandFailure(`apt-get could not install ${name} (${said}): ${byHand}.`);
}

async function withoutServices<Result>(install: () => Promise<Result>): Promise<Result> {
  if (existsSync(policyPath)) return install();
  writeFileSync(policyPath, "#!/bin/sh\nexit 101\n", { mode: 0o755 });
  try {
    return await install();
  } finally {
    rmSync(policyPath, { force: true });
  }
}
