import { execFileSync } from "node:child_process";
import { statfsSync } from "node:fs";
import { availableParallelism, cpus, release, totalmem } from "node:os";
import { findServer } from "../../database/find-server.ts";

/** The machine of a result. */
export interface Machine {
  readonly date: string;
  readonly cpus: string;
  readonly memoryMb: number;
  readonly kernel: string;
  readonly node: string;
  readonly database: string;
  /** File system of the data; a flush to `tmpfs` costs nothing. */
  readonly filesystem: string;
  /** The commit of the checkout that was measured; with `+` when files differ from it. */
  readonly commit: string;
}

const tmpfsMagic = 0x01021994;

export function machineOf(root: string, dir: string): Machine {
  const server = findServer(process.env);
  const [processor] = cpus();
  const dirty = said("git", ["-C", root, "status", "--porcelain", "--untracked-files=no"]) !== "";
  return {
    date: new Date().toISOString(),
    cpus: `${availableParallelism()} × ${processor?.model.trim() ?? "unknown"}`,
    memoryMb: Math.round(totalmem() / 2 ** 20),
    kernel: release(),
    node: process.version,
    database: server === null ? "unknown" : versionIn(said(server.path, ["--version"])),
    filesystem: statfsSync(dir).type === tmpfsMagic ? "tmpfs" : said("stat", ["-f", "-c", "%T", dir]),
    commit: `${said("git", ["-C", root, "rev-parse", "--short", "HEAD"])}${dirty ? "+" : ""}`,
  };
}

/** Of `mariadbd  Ver 10.11.19-MariaDB-0+deb12u1 for debian-linux-gnu …`. */
function versionIn(text: string): string {
  return /Ver (\S+)/.exec(text)?.[1] ?? "unknown";
}

function said(path: string, args: readonly string[]): string {
  try {
    return execFileSync(path, args, { encoding: "utf8", timeout: 10_000 }).trim();
  } catch {
    return "unknown";
  }
}
