import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";

/** Creates a project in a running Landfall, as `npm run projects` does; returns its live key. */
export async function createProject(root: string, dataDir: string, name: string): Promise<string> {
  const script = join(root, "scripts", "projects.ts");
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--disable-warning=ExperimentalWarning", script, "create", name],
    { cwd: root, env: { PATH: process.env.PATH, DATA_DIR: dataDir } },
  );
  const key = /^Live key +(\S+)$/m.exec(stdout)?.[1];
  if (key === undefined) throw new Error(`no live key of project ${name}: ${stdout}`);
  return key;
}
