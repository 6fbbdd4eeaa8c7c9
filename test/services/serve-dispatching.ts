import { randomBytes } from "node:crypto";
import mysql, { type RowDataPacket } from "mysql2/promise";
import { createSender } from "../../services/dispatcher/attempt/send.ts";
import { type Dispatching, startDispatching } from "../../services/dispatcher/dispatch/start-dispatching.ts";
import { type DispatcherLimits, defaultLimits } from "../../services/dispatcher/dispatcher.ts";
import { createFigures } from "../../services/dispatcher/figures.ts";
import { systemClock } from "../../services/runtime/clock.ts";
import { parseCidrs } from "../../services/runtime/egress/cidrs.ts";
import { createEgressPolicy } from "../../services/runtime/egress/policy.ts";
import { createResolver, type Resolve } from "../../services/runtime/egress/resolve.ts";
import { createLogger } from "../../services/runtime/logger.ts";
import { createKeyRing } from "../../services/runtime/sealing.ts";
import { createTelemetry } from "../../services/runtime/telemetry/telemetry.ts";
import type { StoreOptions } from "../../services/store/connect.ts";
import * as accounts from "../../services/store/for-accounts.ts";
import { connectStore } from "../../services/store/for-dispatcher.ts";
import * as scheduler from "../../services/store/for-scheduler.ts";
import { createTestDatabase, type TestDatabase } from "../database/create-test-database.ts";
import { endpointRow } from "./fixtures/endpoint-row.ts";
import { type MovedTime, movedTime, type PassingTime } from "./fixtures/passing-time.ts";
import { type Repeated, repeatedRows, type Sent, sentRows } from "./fixtures/planned-rows.ts";

export interface StartOptions {
  readonly egressAllow?: string;
  readonly limits?: Partial<DispatcherLimits>;
  /** In place of the system's names. */
  readonly resolve?: Resolve;
  /** How it reaches the store; absent: as in production. */
  readonly store?: Partial<StoreOptions>;
}

/** Dispatchers in this process on a database of their own. */
export interface ServedDispatching {
  readonly database: TestDatabase;
  /** Starts one more. */
  start(options?: StartOptions): Promise<Dispatching>;
  /** Writes one-shots as the scheduler does; resolves to their deliveries' ids. */
  plan(...sent: readonly Sent[]): Promise<Buffer[]>;
  /** The same of one recurring schedule. */
  repeat(repeated: Repeated): Promise<Buffer[]>;
  /** Writes an endpoint profile; resolves to its id. */
  profile(given: Partial<accounts.EndpointRecord> & { readonly url: string }): Promise<Buffer>;
  delivery(id: Buffer | undefined): Promise<RowDataPacket>;
  /** In order: outcome, status, error. */
  attempts(id: Buffer | undefined): Promise<unknown[][]>;
  query(sql: string, bound?: unknown[]): Promise<RowDataPacket[]>;
  close(): Promise<void>;
}

/** The same, by a clock that is moved. */
export interface ServedInMovedTime extends ServedDispatching {
  readonly time: MovedTime;
}

/** Dispatchers by the machine's clock. */
export async function serveDispatching(): Promise<ServedDispatching> {
  return serve(await createTestDatabase(), { clock: systemClock, during: (work) => work });
}

/**
 * Dispatchers by a clock that stands where the test moves it.
 *
 * @param word what the store is asked between two moves; the longer it takes, the slower time passes
 */
export async function serveDispatchingInMovedTime(word = "DO 0"): Promise<ServedInMovedTime> {
  const database = await createTestDatabase();
  const asked = await mysql.createConnection(database.url);
  const time = movedTime(Date.UTC(2027, 2, 1, 12), () => asked.query(word));
  const served = await serve(database, time);
  const close = async () => {
    await served.close();
    await asked.end();
  };
  return { ...served, time, close };
}

async function serve(database: TestDatabase, time: PassingTime): Promise<ServedDispatching> {
  const planning = scheduler.connectStore({ url: database.doorUrl("scheduler"), connections: 2 });
  const profiles = accounts.connectStore({ url: database.doorUrl("accounts"), connections: 1 });
  const admin = await mysql.createConnection(database.url);
  const owner = { projectId: randomBytes(16), mode: "test" } as const;
  const { started, start } = starter(database, time);
  const query = async (sql: string, bound: unknown[] = []) => {
    const [rows] = await admin.query<RowDataPacket[]>(sql, bound);
    return rows;
  };
  const write = async (rows: readonly scheduler.NewSchedule[]) => {
    await planning.transact((transaction) => scheduler.insertSchedules(transaction, rows));
    return rows.flatMap(({ deliveries }) => deliveries.map(({ id }) => id));
  };
  return {
    database,
    query,
    start,
    plan: (...sent) => write(sent.map((each) => sentRows(owner, each, time.clock.now()))),
    repeat: (repeated) => write([repeatedRows(owner, repeated)]),
    async profile(given) {
      const row = endpointRow({ ...owner, ...given }, time.clock.now());
      await accounts.insertEndpoint(profiles, row);
      return row.id;
    },
    async delivery(id) {
      const [row] = await query("SELECT * FROM deliveries WHERE id = ?", [id]);
      if (!row) throw new Error("no such delivery");
      return row;
    },
    async attempts(id) {
      const rows = await query(
        "SELECT outcome, status_code, error_code FROM attempts WHERE delivery_id = ? ORDER BY number",
        [id],
      );
      return rows.map(({ outcome, status_code, error_code }) => [outcome, status_code, error_code]);
    },
    async close() {
      for (const stop of started.reverse()) await time.during(stop());
      await Promise.all([planning.close(), profiles.close(), admin.end()]);
      await database.drop();
    },
  };
}

/** Starts dispatchers, and remembers how to stop those that a test has left running. */
function starter(database: TestDatabase, { clock }: PassingTime) {
  const keys = createKeyRing(`k1:${randomBytes(32).toString("base64")}`);
  const started: (() => Promise<void>)[] = [];
  const start: ServedDispatching["start"] = async ({ egressAllow, limits, resolve, store: reach } = {}) => {
    const store = connectStore({
      url: database.doorUrl("dispatcher"),
      connections: 8,
      serverTime: clock.now,
      ...reach,
    });
    const dispatching = await startDispatching({
      store,
      clock,
      doubt: () => null,
      keys,
      log: createLogger("dispatcher", "silent"),
      sender: createSender({
        clock,
        policy: createEgressPolicy(parseCidrs(egressAllow ?? "127.0.0.0/8")),
        resolve: resolve ?? createResolver(clock),
        limits: { connectionsPerOrigin: 128 },
      }),
      figures: createFigures(createTelemetry("dispatcher")),
      random: Math.random,
      holder: randomBytes(16),
      limits: { ...defaultLimits, ...limits },
    });
    let stopped: Promise<void> | null = null;
    const stop = (graceMs: number) => (stopped ??= dispatching.stop(graceMs));
    started.push(async () => {
      await stop(0);
      await store.close();
    });
    return { ...dispatching, stop };
  };
  return { started, start };
}
