import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findStore } from "../../../scripts/projects/find-store.ts";
import { runProjects } from "../../../scripts/projects/run-projects.ts";
import { readAccountsConfig } from "../../../services/accounts/config.ts";
import { authenticate } from "../../../services/accounts/rpc/authenticate.ts";
import { readPlans } from "../../../services/rules/read-plans.ts";
import { parsePrefixedId } from "../../../services/runtime/ulid.ts";
import { recording } from "../../store/fixtures/explain.ts";
import {
  type AccountsUnderTest,
  type Constellation,
  startConstellation,
} from "../fixtures/constellation/constellation.ts";
import { plansOfTests, writePlansFile } from "../fixtures/plans-file.ts";

const file = writePlansFile();
const { plans } = readPlans(JSON.stringify(plansOfTests));
let constellation: Constellation<"accounts">;
let accounts: AccountsUnderTest;
beforeAll(async () => {
  constellation = await startConstellation({ accounts: { ...(plans && { plans }) } });
  ({ accounts } = constellation);
});
afterAll(async () => {
  await constellation.close();
  file.remove();
});

/** Runs `npm run projects -- …` with the rights of an administrator; returns its output. */
async function run(words: string[], environment: NodeJS.ProcessEnv = {}): Promise<string[]> {
  const lines: string[] = [];
  const given = {
    DATABASE_URL: constellation.database.url,
    SEALING_KEYS: constellation.sealingKeys,
    PLANS_FILE: file.path,
    ...environment,
  };
  const now = constellation.time.clock.now();
  await runProjects(
    words,
    () => findStore(given, "/"),
    now,
    (line) => lines.push(line),
  );
  return lines;
}

/** Makes a project; returns the identity of its test key once it is asked for. */
async function newProject(name: string) {
  const [, keyLine = ""] = await run(["create", name]);
  const [apiKey = ""] = /sk_test_\w+/.exec(keyLine) ?? [];
  return () => accounts.client.calls.authenticate({ apiKey });
}

async function retentionOf(name: string): Promise<number | null> {
  const [row] = await constellation.query("SELECT retention_days FROM projects WHERE name = ?", [name]);
  return row?.retention_days ?? null;
}

describe("npm run projects -- plan", () => {
  it("puts a project on a plan, with an account of its own and the plan's retention", async () => {
    const identity = await newProject("Planned");
    expect((await identity()).caller?.accountId).toBeUndefined();
    expect(await run(["plan", "Planned", "small"])).toEqual([
      expect.stringMatching(/^Project prj_\w{26} is on the plan small \(Small\), as account$/),
      expect.stringMatching(
        /^acc_\w{26}, and keeps what has ended for 7 days\. Its keys know within 3 seconds\.$/,
      ),
    ]);
    const { caller, maxBulkItems } = await identity();
    expect(caller?.accountId).toMatch(/^acc_\w{26}$/);
    expect(maxBulkItems).toBe(5);
    expect(await retentionOf("Planned")).toBe(7);
  });

  it("changes the plan of the same account, and the retention with it", async () => {
    const identity = await newProject("Moved");
    await run(["plan", "Moved", "small"]);
    const { caller } = await identity();
    await run(["plan", "Moved", "open"]);
    const after = await identity();
    expect(after.caller?.accountId).toBe(caller?.accountId);
    expect(after.maxBulkItems).toBeUndefined();
    expect(await retentionOf("Moved")).toBeNull();
  });

  it("makes one account when two ask at once", async () => {
    await newProject("Twice");
    await Promise.all([run(["plan", "Twice", "small"]), run(["plan", "Twice", "large"])]);
    const rows = await constellation.query(
      "SELECT a.plan FROM projects p JOIN accounts a ON a.id = p.account_id WHERE p.name = 'Twice'",
    );
    expect(rows).toHaveLength(1);
    const [{ n } = { n: null }] = await constellation.query(
      "SELECT COUNT(*) AS n FROM accounts a WHERE NOT EXISTS (SELECT 1 FROM projects p WHERE p.account_id = a.id)",
    );
    expect(n).toBe(0);
  });

  it("refuses in one line a plan or project that is not there, and to work without plans", async () => {
    await newProject("Refused");
    await expect(run(["plan", "Refused", "huge"])).rejects.toThrow(
      'There is no plan "huge" in PLANS_FILE: small, large, open.',
    );
    await expect(run(["plan", "refused", "small"])).rejects.toThrow('There is no project "refused"');
    await expect(run(["plan", "Refused", "small"], { PLANS_FILE: "" })).rejects.toThrow(
      "Set PLANS_FILE to the file of plans that the services have.",
    );
    await expect(run(["plan", "Refused", "small"], { PLANS_FILE: "/nowhere" })).rejects.toThrow(
      "PLANS_FILE must be the path of a file that this process can read.",
    );
  });
});

describe("GetQuota", () => {
  const quota = async (name: string, identity: Awaited<ReturnType<typeof newProject>>) => {
    const { caller } = await identity();
    const id = parsePrefixedId("acc", caller?.accountId ?? "");
    if (id === null) throw new Error(`${name} has no account`);
    return { id, read: async () => (await accounts.client.calls.getQuota({ caller })).quota };
  };

  it("tells what the account made this month, over all of its rows, and what its plan allows", async () => {
    const identity = await newProject("Counted");
    await run(["plan", "Counted", "small"]);
    const { id, read } = await quota("Counted", identity);
    const small = { plan: "small", limit: 20, graceLimit: 22 };
    expect(await read()).toEqual({ ...small, scheduled: 0, overLimit: false });
    // The clock of the constellation stands in March 2027.
    const rows = [
      [id, 202_703, 0, 15],
      [id, 202_703, 7, 5],
      [id, 202_702, 0, 1_000],
    ];
    await constellation.query("INSERT INTO usage_counts (account_id, period, shard, schedules) VALUES ?", [
      rows,
    ]);
    expect(await read()).toEqual({ ...small, scheduled: 20, overLimit: false });
    await constellation.query("UPDATE usage_counts SET schedules = 6 WHERE account_id = ? AND shard = 7", [
      id,
    ]);
    expect(await read()).toEqual({ ...small, scheduled: 21, overLimit: true });
  });

  it("has no limit of a plan without one, and nothing of a caller without an account", async () => {
    const identity = await newProject("Open");
    const { caller } = await identity();
    expect(await accounts.client.calls.getQuota({ caller })).toEqual({});
    await run(["plan", "Open", "open"]);
    const { read } = await quota("Open", identity);
    expect(await read()).toEqual({ plan: "open", scheduled: 0, overLimit: false });
  });
});

describe("without PLANS_FILE", () => {
  it("no account is read: the statement of a key is the one that it always was", async () => {
    const { store, recorded } = recording(accounts.store);
    const keyUse = { note: () => undefined, settled: async () => undefined };
    const parts = { ...{ store, keyUse, keys: constellation.keys, clock: constellation.time.clock } };
    const { destinations } = accounts;
    const off = { ...parts, destinations, testModeOnly: false, plans: null, signIn: null };
    const { caller } = await authenticate(off, { apiKey: accounts.project.testKey });
    expect(caller?.accountId).toBeUndefined();
    expect(recorded).toHaveLength(1);
    expect(recorded[0]?.sql).not.toMatch(/account|projects/);
  });
});

describe("the config of accounts", () => {
  const needed = { DATABASE_URL: "mysql://x", SEALING_KEYS: "k", LISTEN_ADDRESS: "unix:/tmp/x" };

  it("takes a file of plans, and none when it is unset or empty", () => {
    expect(readAccountsConfig({ ...needed, PLANS_FILE: file.path }).plans?.usual.id).toBe("small");
    expect(readAccountsConfig({ ...needed, PLANS_FILE: "" }).plans).toBeNull();
  });
});
