import { writeFileSync } from "node:fs";
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

describe("sched in a pipe", () => {
  it("makes a schedule of each form, with what was typed", async () => {
    writeFileSync(join(here.folder, "body.json"), '{"n": 12345678901234567890}\n');
    const made = await here.json(
      "in",
      "2",
      "hours",
      url,
      "-d",
      "@body.json",
      "-H",
      "X-A: 1",
      "-X",
      "put",
      "--name",
      "a",
      "--meta",
      "k=v",
    );
    expect(made).toMatchObject({
      kind: "one_shot",
      method: "PUT",
      name: "a",
      metadata: { k: "v" },
      header_keys: ["X-A", "content-type"],
      body_bytes: 28,
    });
    expect(await here.json("at", "tomorrow 9am Europe/Berlin", url)).toMatchObject({
      kind: "one_shot",
      timezone: "Europe/Berlin",
    });
    expect(await here.json("cron", "0 9 * * 1-5", url, "--tz", "europe/berlin")).toMatchObject({
      cron: "0 9 * * 1-5",
      timezone: "Europe/Berlin",
    });
    expect(await here.json("every", "15m", url)).toMatchObject({ kind: "interval", every: "15m" });
    expect(await here.json("every", "weekday at 9", url)).toMatchObject({
      cron: "0 9 * * 1-5",
      timezone: "UTC",
    });
    const { code, stdout } = await sched(["in", "1h", url, "-d", "-"], "from stdin");
    expect([code, stdout]).toEqual([0, expect.stringMatching(/body +10 bytes/)]);
  });

  it("shows local time, zone and UTC, and goes on an assumption only with --yes", async () => {
    const open = await sched(["at", "tomorrow", url, "--tz", "Asia/Tokyo"]);
    expect([open.code, open.stdout]).toEqual([2, ""]);
    expect(open.stderr).toContain("09:00");
    const { code, stdout, stderr } = await sched(["at", "tomorrow", url, "--tz", "Asia/Tokyo", "--yes"]);
    expect([code, stderr]).toEqual([0, expect.stringContaining("assumed")]);
    expect(stdout).toMatch(/09:00:00 {2}Asia\/Tokyo \(UTC\+09:00\) {2}\S+T00:00:00.000Z/);
  });

  it("makes one schedule with one key", async () => {
    const [first, again] = [
      await here.json("in", "1h", url, "--key", "k1"),
      await here.json("in", "1h", url, "--key", "k1"),
    ];
    expect(first.id).toBe(again.id);
    expect((await sched(["in", "2h", url, "--key", "k1"])).code).toBe(2);
  });

  it("leads a schedule through its life", async () => {
    const { id, version } = await here.json("every", "1h", url);
    const given = String(id);
    expect((await sched(["pause", given, "--if-version", "99"])).code).toBe(6);
    expect(await here.json("pause", given, "--if-version", String(version))).toMatchObject({
      state: "paused",
    });
    expect(await here.json("resume", given)).toMatchObject({ state: "active" });
    const edited = await here.json(
      "edit",
      given,
      "--when",
      "every day at noon",
      "--max-attempts",
      "3",
      "--name",
      "noon",
    );
    expect(edited).toMatchObject({
      cron: "0 12 * * *",
      name: "noon",
      retry_policy: { max_attempts: 3, base: "5s" },
    });
    expect(await here.json("clone", given, "--name", "copy")).toMatchObject({
      cron: "0 12 * * *",
      name: "copy",
    });
    expect(await here.json("trigger", given)).toMatchObject({ object: "delivery", schedule_id: given });
    expect(await here.json("get", given)).toMatchObject({ id: given });
    expect(await here.json("cancel", given)).toMatchObject({ state: "canceled" });
    expect(await here.json("ledger", given)).toMatchObject({ holes: 0 });
    const some = await sched(["cancel", given, "sch_01J9ZK3F8Q4X7M2N5P6R8S9T0V", "--json"]);
    expect([some.code, JSON.parse(some.stdout).data.length]).toEqual([7, 1]);
    expect((await here.json("list", "--state", "active", "-q", "copy")).data).toHaveLength(1);
  });

  it("previews without making anything", async () => {
    const preview = await here.json(
      "preview",
      "every day at 2:30am",
      "--from",
      "2027-03-28T00:00:00Z",
      "--tz",
      "Europe/Berlin",
      "-n",
      "1",
    );
    expect(preview).toMatchObject({
      timing: { cron: "30 2 * * *" },
      assumptions: [],
      next_runs: [{ at: "2027-03-28T01:00:00.000Z", note: "dst_gap" }],
    });
  });

  it("ends with the code of what went wrong, and says what would have been right", async () => {
    const none = { DATA_DIR: here.folder };
    const nobody = { SCHED_API_URL: "http://127.0.0.1:9", SCHED_API_KEY: "sk_test_x" };
    const cases: readonly (readonly [readonly string[], number, RegExp, Record<string, string>?])[] = [
      [["lst"], 2, /Did you mean list/],
      [["list", "--stat", "active"], 2, /--state/],
      [["endpoints", "lst"], 2, /endpoints list/],
      [["in", "soon", url], 2, /vague|unreadable/],
      [["at", "every monday at 9", url], 2, /sched every/],
      [["in", "2h"], 2, /where to/],
      [["in", "2h", url, "-d", "@missing.json"], 2, /no such file/],
      [["cron", "0 25 * * *", url], 2, /invalid_cron.*request req_/],
      [["get", "sch_01J9ZK3F8Q4X7M2N5P6R8S9T0V"], 3, /schedule_not_found.*req_/],
      [["get", "dlv_01J9ZK3F8Q4X7M2N5P6R8S9T0V"], 2, /sched delivery/],
      [["list"], 4, /SCHED_API_KEY/, none],
      [["list"], 4, /invalid_api_key/, { SCHED_API_KEY: "sk_test_x" }],
      [["list"], 5, /connection_failed/, nobody],
      [["secrets", "delete"], 2, /--yes/],
    ];
    for (const [args, code, text, more] of cases) {
      const said = await sched(args, "", more);
      expect([args, said.code, said.stdout]).toEqual([args, code, ""]);
      expect(said.stderr).toMatch(text);
      const { stderr } = await sched([...args, "--json"], "", more);
      expect(JSON.parse(stderr).error.exit_code).toBe(code);
    }
  }, 120_000);

  it("reads no more than head does, without an error, and colours nothing", async () => {
    const child = here.start("list", "--all", "--json");
    child.child.stdout?.once("data", () => child.child.stdout?.destroy());
    expect(await new Promise((ended) => child.child.once("exit", ended))).toBe(0);
    const { stdout } = await sched(["list"], "", { FORCE_COLOR: "1" });
    expect(stdout).toContain("ID ");
    expect(stdout).not.toContain("\u001b");
  });
});
