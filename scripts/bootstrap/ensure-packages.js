import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { withInstallLock } from "./install-lock.js";
import { npmEnvironment } from "./npm-environment.js";

const linesShown = 15;

/**
 * Makes `node_modules` fit `package-lock.json`; nothing happens when it does, which takes a millisecond.
 *
 * @param {string} root
 * @param {NodeJS.ProcessEnv} environment
 * @param {string} [part] a folder of the repository with packages of its own; absent: the repository's
 * @throws Error with npm's own last words
 */
export async function ensurePackages(root, environment, part = "") {
  const folder = join(root, part);
  const wanted = stampOf(folder);
  const isInstalled = () => readText(stampPath(folder)) === wanted;
  if (isInstalled()) return;
  if (fitsLock(folder)) return keepStamp(folder, wanted);
  await withInstallLock(root, async () => {
    // Another command may have done it while this one waited.
    if (isInstalled()) return;
    await npmCi(root, part, environment);
    keepStamp(folder, wanted);
  });
}

/** @param {string} root */
function stampPath(root) {
  return join(root, "node_modules", ".landfall-stamp");
}

/** @param {string} root */
function stampOf(root) {
  const lock = readFileSync(join(root, "package-lock.json"));
  return `${createHash("sha256").update(lock).digest("hex")} ${process.platform}-${process.arch}\n`;
}

/** @param {string} root @param {string} stamp */
function keepStamp(root, stamp) {
  try {
    writeFileSync(stampPath(root), stamp);
  } catch {
    // A folder that may not be written to is looked through again next time.
  }
}

/**
 * True when the packages were installed by npm itself: its own record in `node_modules`, written last,
 * has every version of the lock file. What is optional may be missing, being for other machines.
 *
 * @param {string} root
 */
function fitsLock(root) {
  const installed = packagesOf(join(root, "node_modules", ".package-lock.json"));
  const locked = packagesOf(join(root, "package-lock.json"));
  if (installed === null || locked === null) return false;
  return Object.entries(locked).every(([path, { version, optional }]) => {
    if (path === "" || (optional && !(path in installed))) return true;
    return installed[path]?.version === version && existsSync(join(root, path));
  });
}

/** @param {string} path @returns {Record<string, { version?: string, optional?: boolean }> | null} */
function packagesOf(path) {
  const text = readText(path);
  try {
    return text === null ? null : (JSON.parse(text).packages ?? null);
  } catch {
    return null;
  }
}

/** @param {string} path */
function readText(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}

/** @param {string} root @param {string} part @param {NodeJS.ProcessEnv} environment */
function npmCi(root, part, environment) {
  const npmScript = environment.npm_execpath;
  const flags = ["ci", "--include=dev", "--include=optional", "--loglevel=error", "--no-progress"];
  const [program, args] =
    npmScript !== undefined && /\.c?js$/.test(npmScript)
      ? [process.execPath, [npmScript, ...flags]]
      : ["npm", flags];
  const done = showProgress(part === "" ? "installing packages (npm ci)" : `installing packages of ${part}`);
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: join(root, part),
      // Under `npm test` npm names the repository as the place to install into.
      env: { ...npmEnvironment(root, environment), npm_config_local_prefix: "" },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    const keep = (/** @type {Buffer} */ chunk) => {
      output = (output + chunk.toString()).slice(-32_000);
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    child.once("error", (error) => {
      done(false);
      reject(new Error(`npm cannot be run (${error.message}): is it on PATH?`));
    });
    child.once("close", (code) => {
      done(code === 0);
      if (code === 0) return resolve(undefined);
      const lines = output.trim().split("\n");
      const shown = lines
        .filter((line) => !/^npm error(\s+at |\s*$)/.test(line))
        .slice(-linesShown)
        .join("\n");
      reject(new Error(`npm ci failed; this is what it said:\n${shown}`));
    });
  });
}

/**
 * One line that counts the seconds on a terminal, and only begins and ends elsewhere.
 *
 * @param {string} label
 */
function showProgress(label) {
  const startedAt = Date.now();
  const seconds = () => ((Date.now() - startedAt) / 1000).toFixed(1);
  const live = process.stdout.isTTY === true;
  process.stdout.write(live ? `  … ${label}` : `  … ${label}\n`);
  const timer = setInterval(() => {
    if (live) process.stdout.write(`\r  … ${label} ${seconds()} s`);
  }, 1_000);
  return (/** @type {boolean} */ succeeded) => {
    clearInterval(timer);
    const line = `  ${succeeded ? "✓" : "✗"} ${label.padEnd(58)} ${`${seconds()} s`.padStart(7)}\n`;
    process.stdout.write(live ? `\r\u001b[K${line}` : line);
  };
}
