import { existsSync, rmSync, writeFileSync } from "node:fs";
import { CommandFailure } from "../start/failure.ts";
import { aptInstall, canAptInstall } from "./apt-install.ts";

/** Debian runs this before it starts a newly installed service; exit code 101 means not to. */
const policyPath = "/usr/sbin/policy-rc.d";

/**
 * Returns the first of `paths` that exists; installs the Debian package `name` if none does, without starting its
 * service.
 *
 * @throws CommandFailure with the command to run by hand
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
