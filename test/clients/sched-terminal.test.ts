import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type InstalledSched, installSched } from "./sched/installed-sched.ts";

let here: InstalledSched;
const url = "https://example.com/hook";
const sched: InstalledSched["sched"] = (...given) => here.sched(...given);

beforeAll(async () => {
  here = await installSched();
}, 400_000);
afterAll(() => here[Symbol.asyncDispose](), 60_000);

describe("sched at a terminal", () => {
  it("shows the instant and the assumption, asks, and makes it on a yes alone", async () => {
    const yes = await here.atTerminal(
      ["at", "tomorrow", url, "--tz", "Europe/Berlin", "--name", "asked"],
      "y",
    );
    expect(yes.stdout).toMatch(/assumed.*09:00/);
    expect(yes.stdout).toMatch(/09:00:00 {2}Europe\/Berlin \(UTC\+01:00\) {2}\S+T08:00:00.000Z/);
    expect([yes.code, yes.stdout]).toEqual([0, expect.stringContaining("sch_")]);
    const no = await here.atTerminal(["at", "tomorrow", url, "--name", "refused"], "n");
    expect([no.code, no.stdout]).toEqual([130, expect.stringContaining("Nothing was done")]);
    expect((await here.json("list", "-q", "refused")).data).toEqual([]);
    expect((await here.json("list", "-q", "asked")).data).toHaveLength(1);
  });

  it("colours there, unless it is told not to", async () => {
    const red = (text: string) => text.includes("\u001b[3");
    expect(red((await here.atTerminal(["list"])).stdout)).toBe(true);
    expect(red((await here.atTerminal(["list", "--no-color"])).stdout)).toBe(false);
    expect(red((await here.atTerminal(["list"], undefined, { NO_COLOR: "1" })).stdout)).toBe(false);
  });
});

describe("sched --help", () => {
  it("has help with examples for every command", async () => {
    const readme = readFileSync(join(import.meta.dirname, "../../clients/cli/README.md"), "utf8");
    const { stdout } = await sched(["--help"]);
    const names = [...stdout.matchAll(/^ {2}([a-z][a-z-]*)(?: [[<].*)? {2,}\S/gm)]
      .map(([, name = ""]) => name)
      .filter((name) => name !== "help");
    expect(names.length).toBeGreaterThan(25);
    for (const name of names) {
      const help = await sched([name, "--help"]);
      expect([name, help.code]).toEqual([name, 0]);
      expect(help.stdout).toContain("Examples:");
      expect(readme).toContain(`sched ${name}`);
    }
  }, 120_000);
});
