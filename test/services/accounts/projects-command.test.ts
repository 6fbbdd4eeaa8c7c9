import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findStore } from "../../../scripts/projects/find-store.ts";
import { runProjects } from "../../../scripts/projects/run-projects.ts";
import { freePorts } from "../../../scripts/start/processes/free-ports.ts";
import { createTestDatabase, type TestDatabase } from "../../database/create-test-database.ts";
import {
  type AccountsUnderTest,
  type Constellation,
  startConstellation,
} from "../fixtures/constellation/constellation.ts";

let constellation: Constellation<"accounts">;
let accounts: AccountsUnderTest;
let empty: TestDatabase;
let dataDir: string;
beforeAll(async () => {
  [constellation, empty] = await Promise.all([startConstellation({ accounts: {} }), createTestDatabase()]);
  ({ accounts } = constellation);
  dataDir = mkdtempSync(join(tmpdir(), "landfall-projects-"));
});
afterAll(async () => {
  rmSync(dataDir, { recursive: true });
  await Promise.all([constellation.close(), empty.drop()]);
});

/** Runs `npm run projects -- …`; returns its output. */
async function run(words: string[], environment: NodeJS.ProcessEnv = {}): Promise<string[]> {
  const lines: string[] = [];
  const given = {
    DATA_DIR: dataDir,
    DATABASE_URL: constellation.database.doorUrl("accounts"),
    SEALING_KEYS: constellation.sealingKeys,
    ...environment,
  };
  await runProjects(
    words,
    () => findStore(given, "/"),
    constellation.time.clock.now(),
    (line) => lines.push(line),
  );
  return lines;
}

describe("npm run projects", () => {
  it("makes a project whose keys work and which signs", async () => {
    const lines = await run(["create", "Road runners"]);
    expect(lines).toEqual([
      expect.stringMatching(/^Project {3}prj_\w{26} {2}Road runners$/),
      expect.stringMatching(/^Test key {2}sk_test_\w{43}$/),
      expect.stringMatching(/^Live key {2}sk_live_\w{43}$/),
      "Keep the keys: they are not shown again.",
    ]);
    const [apiKey = ""] = /sk_test_\w+/.exec(lines[1] ?? "") ?? [];
    const { caller } = await accounts.client.calls.authenticate({ apiKey });
    expect(lines[0]).toContain(caller?.projectId);
    const { current } = await accounts.client.calls.getSigningSecrets({ caller });
    expect(current?.secret).toMatch(/^whsec_/);
    await expect(run(["create", "Road runners"])).rejects.toThrow(/already \(prj_\w{26}\): choose another/);
  });

  it("lists the projects, the oldest first", async () => {
    const lines = await run(["list"], { SEALING_KEYS: "" });
    expect(lines[0]).toMatch(/^prj_\w{26} {2}\d{4}-.{18}Z {2}default {2}Anvils$/);
    expect(await run(["list"], { DATABASE_URL: empty.url })).toEqual([]);
  });

  it("sets and lists the retention of a project", async () => {
    await run(["create", "Short"]);
    const listed = async () => (await run(["list"])).find((line) => line.endsWith("  Short"));
    expect(await listed()).toMatch(/Z {2}default {2}Short$/);
    expect(await run(["retention", "Short", "7"])).toEqual([
      expect.stringMatching(/^Project prj_\w{26} keeps what has ended for 7 days\.$/),
    ]);
    expect(await listed()).toMatch(/Z {2}7 d {6}Short$/);
    expect(await run(["retention", "Short", "36500"])).toHaveLength(1);
    expect(await listed()).toMatch(/Z {2}36500 d {2}Short$/);
    expect(await run(["retention", "Short", "default"])).toEqual([
      expect.stringMatching(/^Project prj_\w{26} keeps what has ended as long as RETENTION_DAYS says\.$/),
    ]);
    expect(await listed()).toMatch(/Z {2}default {2}Short$/);
  });

  it("refuses an invalid retention, and an unknown project", async () => {
    await run(["create", "Kept forever"]);
    for (const days of ["0", "36501", "-1", "7.5", "7d", "", "٧", "1e3"]) {
      await expect(run(["retention", "Kept forever", days])).rejects.toThrow(
        `DAYS must be a whole number from 1 to 36500, or default; not "${days}".`,
      );
    }
    await expect(run(["retention", "kept Forever", "7"])).rejects.toThrow(
      'There is no project "kept Forever": npm run projects -- list shows them.',
    );
  });

  for (const words of [
    ...[[], ["create"], ["create", "a", "b"], ["list", "all"], ["remove", "x"]],
    ...[["retention"], ["retention", "a"], ["retention", "a", "7", "x"], ["plan", "a"]],
  ]) {
    it(`says how it is used when it is asked to "${words.join(" ")}"`, async () => {
      await expect(run(words)).rejects.toThrow(
        "Usage: npm run projects -- create NAME | list | retention NAME DAYS|default | plan NAME PLAN",
      );
    });
  }

  it("uses the keys of npm start where the environment names none", async () => {
    const environment = { SEALING_KEYS: "" };
    await expect(run(["create", "Kept"], environment)).rejects.toThrow(/sealing-keys is not there: set/);
    writeFileSync(join(dataDir, "sealing-keys"), `${constellation.sealingKeys}\n`);
    expect(await run(["create", "Kept"], environment)).toHaveLength(4);
  });

  it("uses the private database of npm start where the environment names none", async () => {
    const environment = { DATABASE_URL: "" };
    await expect(run(["list"], environment)).rejects.toThrow(/^There is no database in .*: run npm start/);
    const [port] = await freePorts(1);
    const account = { port, user: "landfall_admin", password: "x".repeat(32) };
    writeFileSync(join(dataDir, "database.json"), JSON.stringify(account));
    await expect(run(["list"], environment)).rejects.toThrow(
      `Nothing answers at 127.0.0.1:${port}: run npm start`,
    );
  });

  it("reports a problem of the store in one line", async () => {
    const wrong = new URL(constellation.database.url);
    wrong.password = "wrong";
    await expect(run(["list"], { DATABASE_URL: wrong.href })).rejects.toThrow(/^[^\n]*Access denied[^\n]*$/);
    wrong.password = new URL(constellation.database.url).password;
    wrong.pathname = "/mysql";
    await expect(run(["list"], { DATABASE_URL: wrong.href })).rejects.toThrow(/has no tables of ours/);
  });

  it("refuses an invalid name", async () => {
    await expect(run(["create", " "])).rejects.toThrow("name must have 1 to 200 characters.");
  });
});
