import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { installLocked } from "./install-locked.ts";

/** A Node, by its major version. */
export interface UsersNode {
  readonly major: number;
  /** The program's path. */
  readonly path: string;
}

const older = [20, 22, 24];

/** Every Node on which the packed clients must work: the older lines, and the one that runs this. */
export async function usersNodes(): Promise<readonly UsersNode[]> {
  const folder = await installLocked("nodes");
  const pathOf = (major: number) =>
    join(folder, "node_modules", `node-${major}-${process.arch}`, "bin", "node");
  const all = older.map((major) => ({ major, path: pathOf(major) }));
  for (const { major, path } of all) {
    const version = execFileSync(path, ["--version"], { encoding: "utf8" });
    if (!version.startsWith(`v${major}.`)) throw new Error(`${path} is Node ${version}`);
  }
  const own = Number(process.versions.node.split(".")[0]);
  return [...all, { major: own, path: process.execPath }];
}
