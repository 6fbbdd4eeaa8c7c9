import { spawn } from "node:child_process";
import { constants } from "node:os";
import { delimiter, dirname, join } from "node:path";

/** One Ctrl-C comes twice: from the terminal to the whole group, and from npm, which passes it on. */
const sameSignalMs = 400;
const lookAtParentEveryMs = 500;

/**
 * Runs a script of the repository with the right Node, and ends as it ends. The script has a session of
 * its own and gets each signal from here only, exactly once; it gets SIGTERM when npm is gone.
 *
 * @param {{ root: string, node: string, script: string, args: string[] }} options
 */
export function runScript({ root, node, script, args }) {
  const path = [join(root, "node_modules", ".bin"), dirname(node), process.env.PATH ?? ""].join(delimiter);
  const child = spawn(node, ["--disable-warning=ExperimentalWarning", join(root, script), ...args], {
    cwd: process.cwd(),
    detached: true,
    env: { ...process.env, PATH: path, LANDFALL_PARENT: String(process.pid) },
    stdio: "inherit",
  });
  child.once("error", (error) => {
    console.error(`${node} cannot be run: ${error.message}`);
    process.exitCode = 1;
    clearInterval(watch);
  });
  child.once("exit", (code, signal) => {
    process.exit(signal === null ? (code ?? 1) : 128 + (constants.signals[signal] ?? 0));
  });

  let lastSignalAt = -Infinity;
  const pass = (/** @type {NodeJS.Signals} */ signal) => {
    const now = performance.now();
    if (now - lastSignalAt < sameSignalMs) return;
    lastSignalAt = now;
    child.kill(signal);
  };
  process.on("SIGINT", () => pass("SIGINT"));
  process.on("SIGTERM", () => pass("SIGTERM"));
  let hungUp = false;
  process.on("SIGHUP", () => {
    // Node undoes what nohup set, so a hang-up is told from "go on without me" by where the output goes.
    if (process.stdout.isTTY) pass("SIGTERM");
    else hungUp = true;
  });
  const watch = watchParent(() => {
    if (!hungUp) pass("SIGTERM");
  });
}

/**
 * Runs `onGone` when npm is gone, which passes no signal on when it is killed. Only under npm: a shell
 * that ends, or setsid, also changes the parent, and means nothing.
 *
 * @param {() => void} onGone
 */
function watchParent(onGone) {
  const parent = process.ppid;
  if (process.env.npm_lifecycle_event === undefined) return undefined;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    // The hang-up that ended npm may still be on its way to us.
    setTimeout(onGone, lookAtParentEveryMs);
  }, lookAtParentEveryMs);
  return watch;
}
