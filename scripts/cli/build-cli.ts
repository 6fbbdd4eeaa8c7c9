import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";

/**
 * Compiles `sched` with what it imports of the SDK and the MCP server into `target`, in the folders of the repository.
 *
 * @throws Error with the compiler's findings
 */
export function buildCli(root: string, target: string): void {
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  const compiler = join(root, "node_modules/typescript/bin/tsc");
  const project = join(root, "clients/cli/tsconfig.json");
  try {
    execFileSync(process.execPath, [compiler, "-p", project, "--outDir", target], {
      encoding: "utf8",
      stdio: "pipe",
    });
  } catch (error) {
    throw new Error(`sched does not compile:\n${String(Object(error).stdout)}`);
  }
}
