import { execFile } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { requireProgram } from "../../scripts/packages/debian-program.ts";
import { type InstalledSched, installSched } from "./sched/installed-sched.ts";
import { typeInto } from "./sched/typed-shell.ts";

const run = promisify(execFile);
let here: InstalledSched;
let environment: NodeJS.ProcessEnv;
const shells: Record<string, string> = {};

beforeAll(async () => {
  for (const name of ["zsh", "fish"]) {
    shells[name] = await requireProgram(name, [`/usr/bin/${name}`], (line) =>
      process.stderr.write(`${line}\n`),
    );
  }
  here = await installSched();
  // A sched that completes, and shows what it is called with in place of doing it.
  const [node, bin] = here.command;
  const folder = join(here.folder, "bin");
  mkdirSync(folder);
  const program = `#!/bin/sh\n[ "$1" = complete ] && exec '${node}' '${bin}' "$@"\nprintf 'RAN<%s>\\n' "$*"\n`;
  writeFileSync(join(folder, "sched"), program, { mode: 0o755 });
  writeFileSync(join(here.folder, "jobs.cron"), "");
  for (const shell of ["bash", "zsh", "fish"]) {
    writeFileSync(join(here.folder, `sched.${shell}`), await script(shell));
  }
  environment = { ...here.environment, PATH: `${folder}:${process.env.PATH}`, HOME: here.folder };
}, 400_000);
afterAll(() => here[Symbol.asyncDispose](), 60_000);

const script = async (shell: string) => (await here.sched(["completion", shell])).stdout;

/** Words before Tab is typed, and after it. */
const typed: readonly (readonly [string, string])[] = [
  ["dead", "dead-letters"],
  ["dead-letters rep", "dead-letters replay"],
  ["endpoints rotate", "endpoints rotate-secret"],
  ["list --sta", "list --state"],
  ["list --state pa", "list --state paused"],
  ["list --state=pa", "list --state=paused"],
  ["completion f", "completion fish"],
  ["in 2h http://127.0.0.1:9000/a --na", "in 2h http://127.0.0.1:9000/a --name"],
  ["import crontab jo", "import crontab jobs.cron"],
  ["in '$(touch evaluated)' --na", "in $(touch evaluated) --name"],
];

describe("completion", () => {
  it("works in bash at a terminal, without bash-completion", async () => {
    const shown = await typeInto({
      command: "bash --norc --noprofile -i",
      folder: here.folder,
      environment: { ...environment, PS1: "READY> " },
      lines: ["source ./sched.bash", "source ./sched.bash", ...typed.map(([before]) => `sched ${before}\t`)],
    });
    expect(ran(shown)).toEqual(typed.map(([, after]) => after));
    expect(shown).not.toMatch(/readonly|command not found/);
  }, 60_000);

  it("works in zsh at a terminal, beside the builtin of the same name", async () => {
    const shown = await typeInto({
      command: `PS1='READY> ' ${shells.zsh} -f -i`,
      folder: here.folder,
      environment,
      lines: [
        `PS1='READY> '; autoload -U compinit; compinit -u -D; source ./sched.zsh`,
        ...typed.map(([before]) => `sched ${before}\t`),
      ],
    });
    expect(ran(shown)).toEqual(typed.map(([, after]) => after));
  }, 60_000);

  it("works in fish", async () => {
    for (const [before, after] of typed) {
      const line = `sched ${before}`.replaceAll("'", "\\'");
      const { stdout } = await run(shells.fish ?? "", ["-c", `source sched.fish; complete -C '${line}'`], {
        cwd: here.folder,
        env: environment,
      });
      const word = after.split(" ").at(-1) ?? "";
      expect([before, stdout.split("\n")[0]?.split("\t")[0]]).toEqual([before, word]);
    }
  }, 60_000);

  it("evaluates nothing of what is typed", async () => {
    await expect(run("ls", ["evaluated"], { cwd: here.folder })).rejects.toThrow();
  });

  it("is refused for a shell that has none", async () => {
    expect((await here.sched(["completion", "powershell"])).code).toBe(2);
  });
});

/** Words that the program was called with, in order. */
const ran = (shown: string) => [...shown.matchAll(/RAN<([^<>\n]*?) ?>/g)].map(([, words = ""]) => words);
