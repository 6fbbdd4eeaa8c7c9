import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { everyCommand, type Make, makeWith } from "./sched/every-command.ts";
import { ctrlC, type InstalledSched, installSched } from "./sched/installed-sched.ts";

const run = promisify(execFile);
let here: InstalledSched;
let make: Make;
const escapeCode = "\u001b";

beforeAll(async () => {
  here = await installSched();
  make = makeWith(here);
}, 400_000);
afterAll(() => here[Symbol.asyncDispose](), 60_000);

/** The commands that a help text lists. */
async function listed(...group: readonly string[]): Promise<string[]> {
  const { stdout } = await here.sched([...group, "--help"]);
  const names = [...stdout.matchAll(/^ {2}([a-z][a-z-]*)(?: [[<].*?)?(?: {2,}\S|$)/gm)].map(
    ([, name = ""]) => name,
  );
  return names.filter((name) => name !== "help").map((name) => [...group, name].join(" "));
}

describe("every command of sched", () => {
  it("is in the table below", async () => {
    const top = await listed();
    const groups = await Promise.all(
      ["dead-letters", "endpoints", "secrets", "keys", "import"].map((group) => listed(group)),
    );
    // `sched mcp` speaks a protocol of its own: test/clients/mcp. `sched import` alone shows its help.
    // `sched clock` needs a clock that tests can move: test/e2e/dev-clock.test.ts.
    const elsewhere = ["mcp", "import", "clock"];
    const all = [...top, ...groups.flat()].filter((name) => !elsewhere.includes(name));
    expect(Object.keys(everyCommand).sort()).toEqual(all.sort());
  });

  it("clock says with 3 how to get one, where there is none", async () => {
    const said = await here.sched(["clock"]);
    expect(said).toEqual({ ...said, code: 3, stdout: "", stderr: expect.stringContaining("--dev-clock") });
  });
});

const ending = Object.entries(everyCommand).filter(([, { begins }]) => begins === undefined);
const asking = ending.filter(([, { asks }]) => asks !== undefined);

describe.concurrent.each(ending)("sched %s", (name, { args, asks, code = 0 }) => {
  const typed = async () => [...name.split(" "), ...(await args(make))];

  it("does it in a pipe, without escape codes, and with --json answers in JSON", async () => {
    const yes = asks === "before harm" ? ["--yes"] : [];
    const said = await here.sched([...(await typed()), ...yes]);
    expect(said).toEqual({ ...said, code });
    expect(`${said.stdout}${said.stderr}`).not.toContain(escapeCode);
    expect(`${said.stdout}${said.stderr}`.trim()).not.toBe("");
    const json = await here.sched([...(await typed()), ...yes, "--json"]);
    expect(json).toEqual({ ...json, code });
    expect(() => JSON.parse(json.stdout), json.stdout).not.toThrow();
    expect(`${json.stdout}${json.stderr}`).not.toContain(escapeCode);
  });

  it("does it at a terminal, after a yes where it asks", async () => {
    const said = await here.atTerminal(await typed(), asks && "y");
    expect(said).toEqual({ ...said, code });
    expect(/Yes|\[y\/N\]/.test(said.stdout)).toBe(asks !== undefined);
  });

  it("refuses an option that it does not have with 2, naming the nearest", async () => {
    const json = await here.sched([...(await typed()), "--jsn", "--json"]);
    expect(json).toEqual({ ...json, code: 2, stdout: "" });
    expect(JSON.parse(json.stderr).error).toMatchObject({
      code: "usage",
      exit_code: 2,
      message: expect.stringContaining("--jsn"),
      hints: expect.arrayContaining([expect.stringContaining("--json")]),
    });
  });
});

describe.concurrent.each(asking)("sched %s at a terminal", (name, { args, asks }) => {
  const typed = async () => [...name.split(" "), ...(await args(make))];

  it("does nothing on a no, nor on Ctrl-C, and ends with 130", async () => {
    for (const answer of ["n", ctrlC]) {
      const said = await here.atTerminal(await typed(), answer);
      expect([answer, said]).toEqual([answer, { ...said, code: 130 }]);
      expect(said.stdout).toMatch(/Nothing was done|Interrupted/);
    }
  });

  it.runIf(asks === "before harm")("takes --yes in a pipe, and is 2 without", async () => {
    const said = await here.sched(await typed());
    expect(said).toEqual({ ...said, code: 2, stderr: expect.stringContaining("--yes") });
  });
});

describe.each(Object.entries(everyCommand).filter(([, { begins }]) => begins !== undefined))(
  "sched %s",
  (name, { args, begins = "" }) => {
    it("runs until Ctrl-C, in a pipe and at a terminal, and ends with 130", async () => {
      const words = [name, ...(await args(make))];
      const piped = here.start(...words);
      await piped.said(begins);
      expect(await piped.stop()).toBe(130);
      expect(piped.output()).not.toContain(escapeCode);
      const shown = await here.atTerminal(words, ctrlC, {}, new RegExp(begins));
      expect(shown).toEqual({ ...shown, code: 130 });
      const refused = await here.sched([...words, "--jsn"]);
      expect(refused).toEqual({ ...refused, code: 2, stderr: expect.stringContaining("--json") });
    });
  },
);

describe("a pipe that closes early", () => {
  it("is no error, whatever is listed", async () => {
    for (let made = 0; made < 40; made++) await make.schedule();
    const [node, bin] = here.command;
    const lists = [
      "list --limit 100",
      "list --limit 100 --json",
      "keys --json",
      "deliveries --json",
      "--help",
    ];
    for (const line of lists) {
      const script = `'${node}' '${bin}' ${line} | head -1; echo "\${PIPESTATUS[0]}"`;
      const { stdout, stderr } = await run("bash", ["-c", script], {
        cwd: here.folder,
        env: here.environment,
      });
      expect([line, stdout.trim().split("\n").at(-1), /error|EPIPE/i.test(stderr)]).toEqual([
        line,
        "0",
        false,
      ]);
    }
  });
});
