import { matchesGlob } from "node:path";
import { describe, expect, it } from "vitest";
import { AccountsServiceService } from "../../generated/rpc/landfall/accounts/v1/accounts.ts";
import { DispatcherServiceService } from "../../generated/rpc/landfall/dispatcher/v1/dispatcher.ts";
import { PaymentsServiceService } from "../../generated/rpc/landfall/payments/v1/payments.ts";
import { SchedulerServiceService } from "../../generated/rpc/landfall/scheduler/v1/scheduler.ts";
import { TelemetryServiceService } from "../../generated/rpc/landfall/telemetry/v1/telemetry.ts";
import config from "../../vitest.config.ts";
import { type SourceFile, sourceFiles } from "./source-files.ts";

const files = sourceFiles();
const below = (folder: RegExp) => files.filter(({ path }) => folder.test(path));
const textOf = (found: readonly SourceFile[]) => found.map(({ text }) => text).join("\n");

const plans = textOf(below(/^test\/store\/plans\/[^/]*\.test\.ts$/));
const tests = textOf(below(/\.test\.ts$|^test\//));

/**
 * Statements without a test of their plan, and the reason. A new statement has a test in `test/store/plans/`, or a
 * line here. "inserts": it reads nothing. "walks": it reads along the primary key, a bounded step at a time.
 */
const withoutPlan: Readonly<Record<string, string>> = {
  insertSchedules: "inserts",
  insertIdempotencyKeys: "inserts",
  insertCallAnswer: "inserts",
  takeSignInNonce: "inserts",
  insertApiKeys: "inserts",
  insertEndpoint: "inserts",
  insertProject: "inserts",
  insertAccount: "inserts; the project by its primary key",
  insertUser: "inserts",
  insertSession: "inserts",
  insertMagicLink: "inserts",
  insertOutgoingMail: "inserts",
  insertAuditEvent: "inserts",
  insertSigningSecrets: "inserts",
  purgeSchedules: "walks",
  purgeDeliveries: "walks",
  purgeIdempotencyKeys: "walks idempotency_keys_by_age",
  purgeIdleFlows: "reads a small table whole, a thousand rows at a time",
  rollUpAttempts: "its reads are those that plans/figures.test.ts explains, by their SQL",
  makeHours: "its reads are those that plans/figures.test.ts explains, by their SQL",
  measureBacklog: "plans/figures.test.ts explains backlogSql",
  beginDeliveries: "plans/locking-reads.test.ts runs it as beginAll",
  beginWithinConcurrency: "beginDeliveries, behind the lock of one row",
  findStillBegun: "names its index, PRIMARY; a dispatcher asks for what it holds",
  replayDelivery: "lockDelivery, as cancelDelivery",
  replayDeadLetters: "names its index, PRIMARY; 500 ids",
  replayDeadLettersOnce: "replayDeadLetters, batch by batch",
  deleteEndpoint: "lockEndpoint, as changeEndpoint; then existence by two indexes that it names",
  rotateApiKey: "lockApiKey, as revokeApiKey",
  loadSigningSecrets: "sorts the three secrets of a project",
  rotateSigningSecrets: "the three secrets of a project",
  deleteSigningSecrets: "the three secrets of a project",
  loadRetention: "reads the projects whole, once a walk",
  findProjectByName: "reads the projects whole, for a command",
  storeTime: "reads no table",
  probeWrites: "lockName",
  lockName: "one row of locks, by its primary key",
  takeDispatcherName: "one row of dispatchers, by its primary key",
  beatDispatcherName: "one row of dispatchers, by its primary key",
  freeDispatcherName: "one row of dispatchers, by its primary key",
  reserveSlots: "rows of endpoint_flow by their primary key",
  loadZoneRules: "reads on along the primary key",
  readZoneRulesInForce: "a table of one row",
  announceZoneRules: "a table of one row",
  recordZoneRules: "a table of one row, and rows of zone_rules by zone_rules_by_zone",
  devClockSource: "one row of each of the two tables of a moved clock, by its key",
  readDevClock: "one row by its key",
  takeDevClock: "one row by its key",
  moveDevClock: "one row by its key",
  releaseDevClock: "one row by its key",
  isDevClockSeenByAll: "a row for each process",
  isQuietAt: "names its indexes; for tests of users alone",
  findNextDue: "names its indexes; for tests of users alone",
  countFiredAndOpen: "names its indexes; for tests of users alone",
  endOfLogSearch: "the end of a search, as endOfDeliverySearch",
};

/** Lists the statements that a door exports, found in the files that define them. */
function statementsOf(door: SourceFile): string[] {
  const exported = door.text.matchAll(/export \{([^}]*)\} from "\.\/([^"]+)"/g);
  return [...exported].flatMap(([, names = "", file]) => {
    const source = files.find(({ path }) => path === `services/store/${file}`)?.text ?? "";
    return names
      .split(",")
      .map((name) => name.trim())
      .filter((name) =>
        new RegExp(`export (async )?function ${name}\\b[^(]*\\(\\s*(store|transaction): `).test(source),
      );
  });
}

const statements = [...new Set(below(/^services\/store\/for-\w+\.ts$/).flatMap(statementsOf))];
const names = (text: string, name: string) => new RegExp(`\\b${name}\\b`).test(text);

describe("every statement of the store", () => {
  it("is found, by its door", () => {
    expect(statements.length).toBeGreaterThan(80);
  });

  it("has a test of its plan, or a line that says why not", () => {
    const missing = statements.filter((name) => !names(plans, name) && withoutPlan[name] === undefined);
    expect(missing).toEqual([]);
  });

  it("has no line that says why not when it has a plan, or is gone", () => {
    const stale = Object.keys(withoutPlan).filter((name) => names(plans, name) || !statements.includes(name));
    expect(stale).toEqual([]);
  });
});

describe("every RPC", () => {
  const services = {
    SchedulerServiceService,
    DispatcherServiceService,
    AccountsServiceService,
    PaymentsServiceService,
    TelemetryServiceService,
  };
  for (const [service, methods] of Object.entries(services)) {
    it(`of ${service} is called by a test of the service itself`, () => {
      const calls = textOf(below(/^test\/services\//));
      const uncalled = Object.keys(methods).filter((name) => !new RegExp(`\\.${name}\\(`).test(calls));
      expect(uncalled).toEqual([]);
    });
  }
});

describe("every test file", () => {
  it("is in a suite", () => {
    const suites = (config.test?.projects ?? []).map((project) =>
      typeof project === "object" && "test" in project ? (project.test?.include ?? []) : [],
    );
    const files = below(/\.test\.ts$/).map(({ path }) => path);
    const idle = files.filter((path) => !suites.flat().some((pattern) => matchesGlob(path, pattern)));
    expect(idle).toEqual([]);
  });
});

describe("every operation", () => {
  it("is called by the test that goes through the table", () => {
    expect(tests).toContain("Object.entries(operations)");
  });
});
