import { existsSync } from "node:fs";
import type { TestProject } from "vitest/node";
import { aptInstall, canAptInstall } from "../../scripts/packages/apt-install.ts";

declare module "vitest" {
  export interface ProvidedContext {
    chromiumPath: string;
  }
}

const usualPaths = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/**
 * Vitest's `globalSetup` of the browser tests: finds Chromium, or installs Debian's with apt-get when run by root.
 * `CHROMIUM_PATH` names another one.
 */
export async function setup(project: TestProject): Promise<void> {
  const path = find() ?? (await install());
  project.provide("chromiumPath", path);
}

function find(): string | null {
  const given = process.env.CHROMIUM_PATH;
  return [...(given ? [given] : []), ...usualPaths].find((path) => existsSync(path)) ?? null;
}

async function install(): Promise<string> {
  const byHand = "install it (Debian: `sudo apt-get install chromium`), or set CHROMIUM_PATH";
  if (!canAptInstall()) throw new Error(`Chromium is not on this machine: ${byHand}.`);
  process.stderr.write("installing Chromium (apt-get install chromium)\n");
  const said = await aptInstall("chromium", process.env);
  const found = find();
  if (found === null) throw new Error(`apt-get could not install Chromium (${said}): ${byHand}.`);
  return found;
}
