import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { packProgram } from "../../../scripts/pack/pack-program.ts";
import { type Landfall, newLandfall } from "../../e2e/fixtures/landfall.ts";
import { type UsersNode, usersNodes } from "../packages/users-nodes.ts";

const root = join(import.meta.dirname, "..", "..", "..");
const run = promisify(execFile);
/** The character that Ctrl-C types. */
export const ctrlC = "\u0003";

/** Output and exit code of a command. */
export interface Said {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command that keeps running. */
export interface RunningSched {
  readonly child: ChildProcess;
  /** Returns the output so far, of both streams. */
  output(): string;
  /** Waits for a text in the output; rejects if the command ends before. */
  said(text: string | RegExp): Promise<void>;
  /** Sends SIGINT; resolves to the exit code. */
  stop(): Promise<number | null>;
}

/** `sched`, installed from its tarball into an empty folder, and a running Landfall. */
export interface InstalledSched extends AsyncDisposable {
  readonly landfall: Landfall;
  /** Working directory of the command. */
  readonly folder: string;
  readonly tarball: string;
  readonly nodes: readonly UsersNode[];
  /** The program and the arguments that stand before what is typed; the environment, without a terminal's. */
  readonly command: readonly [string, string];
  readonly environment: NodeJS.ProcessEnv;
  /** Runs a command with its output in a pipe. @param more variables beside those that name the API */
  sched(args: readonly string[], input?: string, more?: Readonly<Record<string, string>>): Promise<Said>;
  /** Runs a command with `--json` and parses its output. @throws Error with the output if the command fails */
  json(...args: readonly string[]): Promise<Record<string, unknown>>;
  /**
   * Runs a command on a terminal, made by `script` of util-linux. Output is stdout.
   *
   * @param answer typed when it is asked
   * @param question to answer; a yes or no if none is given
   */
  atTerminal(
    args: readonly string[],
    answer?: string,
    more?: Readonly<Record<string, string>>,
    question?: RegExp,
  ): Promise<Said>;
  start(...args: readonly string[]): RunningSched;
}

/** Packs `sched`, installs it offline with an empty cache, and starts a Landfall. */
export async function installSched(): Promise<InstalledSched> {
  const base = mkdtempSync(join(tmpdir(), "landfall-sched-"));
  const folder = join(base, "project");
  mkdirSync(folder);
  const landfall = await newLandfall();
  await landfall.start();
  const tarball = packProgram(root, "cli", join(base, "packed"));
  writeFileSync(join(folder, "package.json"), '{"private":true}\n');
  const flags = ["--offline", "--no-audit", "--no-fund", "--cache", join(base, "cache")];
  await run("npm", ["install", ...flags, tarball], { cwd: folder });
  const nodes = await usersNodes();
  // The oldest, unless a test names another.
  const node = nodes[0]?.path ?? process.execPath;
  const bin = join(folder, "node_modules/.bin/sched");
  const environment = (more: Readonly<Record<string, string>> = {}) => ({
    PATH: process.env.PATH,
    HOME: base,
    TZ: "UTC",
    DATA_DIR: landfall.dataDir,
    ...more,
  });
  const begin = (args: readonly string[], more?: Readonly<Record<string, string>>) =>
    spawn(node, [bin, ...args], { cwd: folder, env: environment(more), stdio: "pipe" });
  const sched: InstalledSched["sched"] = (args, input = "", more) => finished(begin(args, more), input);
  return {
    landfall,
    folder,
    tarball,
    nodes,
    command: [node, bin],
    environment: environment(),
    sched,
    async json(...args) {
      const { code, stdout, stderr } = await sched([...args, "--json"]);
      if (code !== 0) throw new Error(`exit code ${code}: ${stderr}`);
      return JSON.parse(stdout);
    },
    atTerminal(args, answer, more, question = /Yes|\[y\/N\]/) {
      const line = [node, bin, ...args].map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(" ");
      const env = environment({ TERM: "xterm", ...more });
      const child = spawn("script", ["-qefc", `stty cols 160; ${line}`, "/dev/null"], {
        cwd: folder,
        env,
        stdio: "pipe",
      });
      return answered(child, answer, question);
    },
    start: (...args) => running(begin(args)),
    async [Symbol.asyncDispose]() {
      await landfall[Symbol.asyncDispose]();
      rmSync(base, { recursive: true, force: true });
    },
  };
}

async function finished(child: ChildProcess, input: string): Promise<Said> {
  const said = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    child[name]?.setEncoding("utf8").on("data", (text: string) => {
      said[name] += text;
    });
  }
  // A command that does not read its input may have ended before it is written.
  child.stdin?.on("error", () => {}).end(input);
  const [code] = await once(child, "close");
  return { code, ...said };
}

/** Types the answer once the question appears. */
async function answered(child: ChildProcess, answer: string | undefined, question: RegExp): Promise<Said> {
  let stdout = "";
  let typed = answer === undefined;
  child.stdout?.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
    if (typed || !question.test(stdout)) return;
    typed = true;
    child.stdin?.write(answer === ctrlC ? ctrlC : `${answer}\r`);
  });
  const [code] = await once(child, "close");
  return { code, stdout, stderr: "" };
}

function running(child: ChildProcess): RunningSched {
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  const ended = once(child, "close").then(([code]) => code);
  return {
    child,
    output: () => output,
    said: (text) =>
      new Promise((heard, fail) => {
        const look = () => (typeof text === "string" ? output.includes(text) : text.test(output)) && heard();
        for (const stream of [child.stdout, child.stderr]) stream?.on("data", look);
        void ended.then(() => fail(new Error(`it ended before it said ${text}: ${output}`)));
        look();
      }),
    stop() {
      child.kill("SIGINT");
      return ended;
    },
  };
}
