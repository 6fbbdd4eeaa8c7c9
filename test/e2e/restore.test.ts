import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { createConnection } from "mysql2/promise";
import { expect, inject, it, vi } from "vitest";
import "../database/global-setup.ts";
import { privateName } from "../../scripts/start/store/store-of.ts";
import { type ReceivedRequest, startReceiver } from "../receiver/receiver.ts";
import { newLandfall } from "./fixtures/landfall.ts";
import { requireMariadbDump } from "./fixtures/require-mariadb-dump.ts";

const run = promisify(execFile);

/** Dumps the private database as docs/backups.md says. */
async function dump(dataDir: string): Promise<string> {
  const { port, user, password } = JSON.parse(readFileSync(join(dataDir, "database.json"), "utf8"));
  const flags = [
    "--no-defaults",
    "--single-transaction",
    "--quick",
    "--hex-blob",
    "--protocol=tcp",
    "--host=127.0.0.1",
  ];
  const program = await requireMariadbDump(process.env);
  const login = [`--port=${port}`, `--user=${user}`, `--password=${password}`];
  return (await run(program, [...flags, ...login, privateName], { maxBuffer: 256 * 1024 * 1024 })).stdout;
}

/** Loads a dump into a new database of the test server. */
async function restore(text: string): Promise<string> {
  const name = `restored_${process.pid}_${randomBytes(4).toString("hex")}`;
  const admin = await createConnection({ uri: inject("testDatabaseUrl"), multipleStatements: true });
  // The first line tells clients of MariaDB alone to trust no command in it.
  const statements = text.replace(/^\/\*M?!999999.*\n/, "");
  await admin.query(`CREATE DATABASE ${name}; USE ${name};\n${statements}`);
  await admin.end();
  const url = new URL(inject("testDatabaseUrl"));
  url.pathname = `/${name}`;
  return url.href;
}

const keysOf = (requests: readonly ReceivedRequest[]) =>
  requests.map(({ headers }) => String(headers["idempotency-key"]));

it("a dump that is restored into a new database goes on: nothing is lost, and again comes only what was sent after it, with its key", {
  timeout: 120_000,
}, async () => {
  await using receiver = await startReceiver();
  await using landfall = await newLandfall();
  await landfall.start();
  const create = async (path: string, more: object) => {
    const body = { endpoint: `${receiver.url}${path}`, ...more };
    const answer = await landfall.request("POST", "/v1/schedules", body);
    expect(answer.status).toBe(201);
    return (await answer.json()).id;
  };
  const again = await create("/again", { every: "1s" });
  const later = await create("/later", { delay: "10s", body: { sealed: "text" } });
  const canceled = await create("/canceled", { delay: "10s" });
  await landfall.request("DELETE", `/v1/schedules/${canceled}`);
  const before = await receiver.waitFor(3, 20_000);

  const text = await dump(landfall.dataDir);
  expect(await landfall.stop()).toBe(0);
  const sentByOld = receiver.requests.length;
  await landfall.start({ DATABASE_URL: await restore(text) });

  const paths = (requests: readonly ReceivedRequest[], path: string) =>
    requests.filter(({ url }) => url === path);
  const all = await receiver.waitFor(
    (requests) =>
      paths(requests, "/later").length > 0 && paths(requests.slice(sentByOld), "/again").length > 2,
    40_000,
  );
  expect(paths(all, "/later").map(({ body }) => body.toString())).toContain('{"sealed":"text"}');
  expect(paths(all, "/canceled")).toEqual([]);
  expect(all.slice(sentByOld).map(({ headers }) => headers["sched-schedule-id"])).toContain(again);

  // The dump already records the deliveries that arrived before it.
  const settled = new Set(keysOf(before).slice(0, -1));
  expect(keysOf(all.slice(sentByOld)).filter((key) => settled.has(key))).toEqual([]);

  await vi.waitFor(
    async () => {
      const states = await (await landfall.request("GET", `/v1/schedules/${later}/deliveries`)).json();
      expect(states.data.map(({ state }: { state: string }) => state)).toEqual(["succeeded"]);
      const ledger = await (await landfall.request("GET", "/v1/ledger")).json();
      expect(ledger.holes).toBe(0);
      expect(ledger.planned).toBeGreaterThan(5);
    },
    { timeout: 20_000, interval: 200 },
  );
});
