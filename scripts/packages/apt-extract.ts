import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { aptGet } from "./apt-install.ts";

/**
 * Takes one file out of a Debian package, which is not installed: what it depends on stays away, no service of it is
 * started, and nobody need be root. `target` is there whole or not at all.
 *
 * @param file its path in the package, relative to the root
 * @returns what was said last when it could not be had; null: it is there
 */
export async function aptExtract(
  name: string,
  file: string,
  target: string,
  environment: NodeJS.ProcessEnv,
): Promise<string | null> {
  if (!existsSync("/usr/bin/apt-get")) return "there is no apt-get";
  const folder = mkdtempSync(join(tmpdir(), "landfall-apt-"));
  try {
    let result = await aptGet(["download", name], environment, folder);
    if (result.status !== 0) {
      // The package lists of a fresh image are empty.
      await aptGet(["update", "-qq"], environment);
      result = await aptGet(["download", name], environment, folder);
    }
    const [archive] = readdirSync(folder).filter((each) => each.endsWith(".deb"));
    if (archive === undefined) return result.output.trim().split("\n").at(-1) ?? "no output";
    execFileSync("dpkg-deb", ["-x", archive, "out"], { cwd: folder });
    mkdirSync(dirname(target), { recursive: true });
    copyFileSync(join(folder, "out", file), `${target}.${process.pid}`);
    renameSync(`${target}.${process.pid}`, target);
    return null;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
