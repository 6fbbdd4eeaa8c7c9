import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";

/** A room of `clients/` with a program to install: `sched`, or `landfall-mcp`. */
export type ProgramRoom = "cli" | "mcp";

/**
 * Compiles a program, with what it imports of the other clients, into `target`, in the folders of the repository.
 *
 * @throws Error with the compiler's findings
 */
export function buildProgram(root: string, room: ProgramRoom, target: string): void {
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  const compiler = join(root, "node_modules/typescript/bin/tsc");
  const project = join(root, `clients/${room}/tsconfig.json`);
  try {
    execFileSync(process.execPath, [compiler, "-p", project, "--outDir", target], {
      encoding: "utf8",
      stdio: "pipe",
    });
  } catch (error) {
    throw new Error(`clients/${room} does not compile:\n${String(Object(error).stdout)}`);
  }
}
