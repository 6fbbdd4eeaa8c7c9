#!/usr/bin/env node
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { constants } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { ensurePackages } from "./bootstrap/ensure-packages.js";
import { findNode } from "./bootstrap/find-node.js";

/**
 * The way into `npm run sched -- …` and `npx sched …`: the command as it is in `clients/cli`, without a build, by the
 * right Node. Plain JavaScript, since it is run by whatever Node the machine has.
 */
const root = fileURLToPath(new URL("..", import.meta.url));

/** Files are named from where the command was typed; npm changes the folder and says which it was. */
const folder =
  process.env.npm_lifecycle_event === "sched" ? (process.env.INIT_CWD ?? process.cwd()) : process.cwd();

try {
  await ensurePackages(root, process.env);
  const program = join(root, "clients", "cli", "src", "main.ts");
  const child = spawn(
    findNode(root),
    ["--disable-warning=ExperimentalWarning", program, ...process.argv.slice(2)],
    {
      cwd: folder,
      env: { ...process.env, DATA_DIR: dataDir() },
      stdio: "inherit",
    },
  );
  child.once("error", (error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
  child.once("exit", (code, signal) => {
    process.exitCode = signal === null ? (code ?? 1) : 128 + (constants.signals[signal] ?? 0);
  });
  // Ctrl-C reaches the command by the terminal itself; it says how it ends.
  process.on("SIGINT", () => {});
  process.on("SIGTERM", () => child.kill("SIGTERM"));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

/** `npm start` keeps its data in the repository unless it was told otherwise, wherever the command is typed. */
function dataDir() {
  if (process.env.DATA_DIR) return process.env.DATA_DIR;
  const here = resolve(folder, ".data");
  return existsSync(join(here, "credentials.json")) ? here : join(root, ".data");
}
