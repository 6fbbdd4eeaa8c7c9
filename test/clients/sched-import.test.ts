import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type InstalledSched, installSched } from "./sched/installed-sched.ts";

let here: InstalledSched;
const fixture = (name: string) => join(import.meta.dirname, "imports", name);

beforeAll(async () => {
  here = await installSched();
}, 400_000);
afterAll(() => here[Symbol.asyncDispose](), 60_000);

interface Entry {
  readonly action: string;
  readonly label: string;
  readonly reason: string | null;
}

/** Imports, and imports again. @returns the first plan, after it was seen that the second one is the same */
async function twice(...args: readonly string[]): Promise<{ actions: string[]; left: string[] }> {
  const plan = async () => {
    const { plan: entries } = await here.json("import", ...args, "--yes");
    return entries as Entry[];
  };
  const first = await plan();
  const again = await plan();
  expect(again.map(({ action }) => action)).toEqual(
    first.map(({ action }) => (action === "create" ? "same" : action)),
  );
  expect((await here.sched(["import", ...args])).code).toBe(0);
  return {
    actions: first.map(({ action }) => action),
    left: first.filter(({ action }) => action === "skip").map(({ label }) => label),
  };
}

const made = async (source: string) =>
  (await here.json("list", "--meta", `import_from=${source}`, "--all")).data as Record<string, unknown>[];
const count = (actions: readonly string[], action: string) =>
  actions.filter((each) => each === action).length;
/** Lines that are neither comments nor settings. */
const entriesOf = (name: string) =>
  readFileSync(fixture(name), "utf8")
    .split("\n")
    .filter((line) => /^\s*(?:[\d*@])/.test(line));

describe("sched import, of what people have", () => {
  it("takes a crontab of a user over, twice without harm, and lists every other line whole", async () => {
    const { actions, left } = await twice("crontab", fixture("user.crontab"));
    const entries = entriesOf("user.crontab");
    const [first = 0] = [entries.findIndex((line) => line.startsWith("@reboot"))];
    expect(count(actions, "create")).toBe(first);
    expect(left.sort()).toEqual(entries.slice(first).sort());
    expect(entries.length).toBeGreaterThan(40);
    const all = await made("crontab");
    const at = (path: string) => all.filter(({ endpoint }) => String(endpoint).includes(path));
    expect(
      at("/twice")
        .map(({ cron }) => cron)
        .sort(),
    ).toEqual(["0 16 * * *", "0 4 * * *"]);
    expect(at("/market")).toMatchObject([
      { cron: "30 16 * * 1-5", timezone: "America/New_York", method: "POST", body_bytes: 10 },
    ]);
    expect(at("/backup").map(({ header_keys }) => header_keys)).toEqual([
      ["Authorization"],
      ["Authorization"],
    ]);
    expect(at("/ping/5f1c")).toMatchObject([{ retry_policy: { max_attempts: 6 } }]);
    expect(at("/day")).toMatchObject([{ endpoint: "https://api.example/day?d=%Y-%m-%d" }]);
  }, 120_000);

  it("takes the crontabs of Debian over, with the user that each line names", async () => {
    const { actions, left } = await twice(
      "crontab",
      fixture("system.crontab"),
      "--system",
      "--source",
      "system",
    );
    expect([count(actions, "create"), left.length]).toEqual([2, 8]);
    expect(left.every((line) => entriesOf("system.crontab").includes(line))).toBe(true);
  }, 120_000);

  it("takes schedules of QStash over, paused ones paused", async () => {
    const { actions, left } = await twice("qstash", fixture("qstash.json"));
    expect([count(actions, "create"), left.length]).toEqual([3, 2]);
    const all = await made("qstash");
    const by = (name: string) => all.find((each) => each.name === name);
    expect(by("scd_nightly")).toMatchObject({
      cron: "0 3 * * *",
      timezone: "Europe/Berlin",
      header_keys: ["Content-Type", "X-Tenant"],
      retry_policy: { max_attempts: 3 },
    });
    expect(by("scd_paused")).toMatchObject({ state: "paused", method: "GET" });
    expect(by("scd_encoded")).toMatchObject({ body_bytes: 7 });
  }, 120_000);

  it("takes rules of EventBridge and schedules of its Scheduler over, where they are mapped to URLs", async () => {
    const names = ["weekdays", "month-end", "sundays", "often"];
    const maps = names.flatMap((name) => ["--map", `${name}=https://api.example/${name}`]);
    const { actions, left } = await twice("eventbridge", fixture("eventbridge-rules.json"), ...maps);
    expect([count(actions, "create"), left.length]).toEqual([4, 2]);
    const lambda = "arn:aws:lambda:eu-central-1:111122223333:function:remind";
    const schedule = [fixture("eventbridge-schedule.json"), "--map", `${lambda}=https://api.example/remind`];
    expect((await twice("eventbridge", ...schedule, "--source", "scheduler")).actions).toEqual(["create"]);
    const all = [...(await made("eventbridge")), ...(await made("scheduler"))];
    const by = (name: string) => all.find((each) => each.name === name);
    expect(by("weekdays")).toMatchObject({ cron: "30 9 * * MON-FRI", timezone: "UTC" });
    expect(by("month-end")).toMatchObject({ cron: "0 18 L * *", state: "paused" });
    expect(by("sundays")).toMatchObject({ cron: "0 6 * * 0" });
    expect(by("often")).toMatchObject({ every: "5m" });
    expect(by("reminder")).toMatchObject({
      cron: "15 8 * * 1#1",
      timezone: "America/New_York",
      retry_policy: { max_attempts: 50 },
      body_bytes: 18,
    });
  }, 120_000);
});
