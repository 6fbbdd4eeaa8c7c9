import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type InstalledSched, installSched } from "./sched/installed-sched.ts";

const run = promisify(execFile);
let here: InstalledSched;
const sched: InstalledSched["sched"] = (...given) => here.sched(...given);

beforeAll(async () => {
  here = await installSched();
}, 400_000);
afterAll(() => here[Symbol.asyncDispose](), 60_000);

describe("the project", () => {
  it("is looked after: profiles, keys, secrets, figures", async () => {
    const { id } = await here.json(
      "endpoints",
      "create",
      "http://127.0.0.1:9/e",
      "--name",
      "billing",
      "--max-per-second",
      "5",
    );
    const ep = String(id);
    expect(await here.json("endpoints", "edit", ep, "--to", "http://127.0.0.1:9/f")).toMatchObject({
      url: "http://127.0.0.1:9/f",
    });
    expect(await here.json("endpoints", "disable", ep)).toMatchObject({ state: "disabled" });
    expect(await here.json("endpoints", "enable", ep)).toMatchObject({ state: "enabled" });
    expect((await sched(["endpoints", "test", ep])).code).toBe(5);
    expect(await here.json("in", "1h", "--endpoint-id", ep)).toMatchObject({ endpoint_id: ep });
    expect((await sched(["endpoints", "delete", ep, "--yes"])).code).toBe(6);
    expect((await sched(["endpoints"])).stdout).toContain("billing");

    const key = await here.json("keys", "create", "reader", "--scope", "read");
    const reader = { SCHED_API_URL: here.landfall.url, SCHED_API_KEY: String(key.key) };
    expect((await sched(["in", "1h", "https://example.com", "--yes"], "", reader)).code).toBe(4);
    const doctor = await sched(["doctor"], "", reader);
    expect([doctor.code, doctor.stdout]).toEqual([0, expect.stringMatching(/warning +scopes/)]);
    expect((await sched(["keys", "revoke", String(key.id), "--yes"])).code).toBe(0);
    expect((await sched(["doctor"], "", reader)).code).toBe(4);

    expect(await here.json("secrets")).toMatchObject({ object: "signing_secrets" });
    expect(await here.json("secrets", "rotate", "--yes")).toMatchObject({
      previous: { expires_at: expect.any(String) },
    });
    expect(await here.json("overview", "--period", "7d")).toMatchObject({ period: "7d" });
    expect(await here.json("ledger")).toMatchObject({ holes: 0 });
    const { checks } = await here.json("doctor");
    expect((checks as { name: string }[]).map(({ name }) => name)).toEqual([
      "address",
      "ready",
      "key",
      "scopes",
      "clock",
      "egress",
      "overdue",
    ]);
    const blocked = await sched(["doctor", "http://10.0.0.1/"]);
    expect([blocked.code, blocked.stdout]).toEqual([2, expect.stringContaining("refused")]);
  }, 120_000);
});

describe("sched import", () => {
  const plan = async (...args: readonly string[]) => {
    const { plan, applied } = await here.json("import", ...args);
    return { actions: (plan as { action: string }[]).map(({ action }) => action), applied };
  };

  it("takes a crontab over, twice without harm, and changes what changed", async () => {
    const file = join(here.folder, "my.cron");
    const lines = [
      "# nightly report",
      `0 3 * * * curl -fsS -u user:pass --retry 2 -d 'a=1' https://example.com/report > /dev/null 2>&1`,
      "CRON_TZ=Europe/Berlin",
      "*/5 * * * * wget -q -O /dev/null https://example.com/ping",
      "*/5 * * * * wget -q -O /dev/null https://example.com/ping?b",
      "0 4 * * * /usr/local/bin/backup.sh",
      "0 5 * * * curl https://example.com/x && echo done",
      "0 25 * * * curl https://example.com/bad",
    ];
    writeFileSync(file, lines.join("\n"));
    const all = (action: string) => [action, action, action, "skip", "skip", "skip"];
    const asked = await sched(["import", "crontab", file]);
    expect([asked.code, asked.stdout]).toEqual([
      2,
      expect.stringContaining("not importable  0 5 * * * curl https://example.com/x && echo done: "),
    ]);
    expect((await plan("crontab", file, "--dry-run")).actions.sort()).toEqual(all("create").sort());
    expect((await plan("crontab", file, "--yes")).applied).toEqual({ created: 3, changed: 0, failed: [] });
    expect((await plan("crontab", file, "--yes")).actions.sort()).toEqual(all("same").sort());
    const made = (await here.json("list", "--meta", "import_from=crontab")).data as object[];
    expect(made).toHaveLength(3);
    expect(made).toContainEqual(
      expect.objectContaining({
        name: "nightly report",
        timezone: "UTC",
        method: "POST",
        header_keys: ["content-type", "Authorization"],
        retry_policy: expect.objectContaining({ max_attempts: 3 }),
      }),
    );

    writeFileSync(file, lines.join("\n").replace("0 3 *", "0 2 *"));
    const changed = await plan("crontab", file, "--yes");
    expect(changed.applied).toEqual({ created: 0, changed: 1, failed: [] });
    expect((await here.json("list", "--meta", "import_from=crontab", "-q", "report")).data).toMatchObject([
      { cron: "0 2 * * *" },
    ]);
    // An import makes a schedule again that was canceled, since the user asked for it.
    const [first] = (await here.json("list", "-q", "report")).data as { id: string }[];
    await here.json("cancel", first?.id ?? "");
    expect((await plan("crontab", file, "--yes")).applied).toMatchObject({ created: 1 });
    expect((await plan("crontab", file, "--yes")).actions).not.toContain("create");
  }, 60_000);

  it("takes rules of EventBridge and schedules of QStash over, paused ones too", async () => {
    const rules = join(here.folder, "rules.json");
    writeFileSync(
      rules,
      JSON.stringify({
        Rules: [{ Name: "weekly", ScheduleExpression: "cron(0 9 ? * 2 2030)", State: "DISABLED" }],
      }),
    );
    expect((await plan("eventbridge", rules, "--yes")).actions).toEqual(["skip"]);
    const map = ["--map", "weekly=https://example.com/w", "--yes"];
    expect((await plan("eventbridge", rules, ...map)).actions).toEqual(["create"]);
    expect((await plan("eventbridge", rules, ...map)).actions).toEqual(["same"]);
    expect((await here.json("list", "--meta", "import_from=eventbridge")).data).toMatchObject([
      { state: "paused", cron: "0 9 * * 1", starts_at: "2030-01-01T00:00:00.000Z" },
    ]);
    const qstash = join(here.folder, "qstash.json");
    writeFileSync(
      qstash,
      JSON.stringify([
        { scheduleId: "s1", cron: "@daily", destination: "https://example.com/q", isPaused: false },
      ]),
    );
    expect((await plan("qstash", qstash, "--yes")).actions).toEqual(["create"]);
    expect((await plan("qstash", qstash, "--yes")).actions).toEqual(["same"]);
  });
});

describe("the installed sched", () => {
  it("works on every line of Node from 20", async () => {
    const [, bin] = here.command;
    for (const { major, path } of here.nodes) {
      const words = ["at", "tomorrow 9am Europe/Berlin", "https://example.com/hook", "--name", `by-${major}`];
      const { stdout } = await run(path, [bin, ...words], { cwd: here.folder, env: here.environment });
      expect([major, stdout]).toEqual([major, expect.stringMatching(/sch_\w+/)]);
    }
    expect(here.nodes.map(({ major }) => major)).toEqual(expect.arrayContaining([20, 22, 24]));
  }, 60_000);
});

describe("npm start", () => {
  it("prints a sched line that works as pasted", async () => {
    const line =
      /^ {2}((?:DATA_DIR='[^']*' )?npm run -s sched -- .*)$/m.exec(here.landfall.output())?.[1] ?? "";
    const root = join(import.meta.dirname, "..", "..");
    const { stdout } = await run("sh", ["-c", line], { cwd: root });
    expect(stdout).toMatch(/sch_[\s\S]*http:\/\/127.0.0.1:9000\/hello/);
  });
});
