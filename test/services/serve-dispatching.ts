import { randomBytes } from "node:crypto";
import mysql, { type RowDataPacket } from "mysql2/promise";
import { createSender } from "../../services/dispatcher/attempt/send.ts";
import { type Dispatching, startDispatching } from "../../services/dispatcher/dispatch/start-dispatching.ts";
import { type DispatcherLimits, defaultLimits } from "../../services/dispatcher/dispatcher.ts";
import { createFigures } from "../../services/dispatcher/figures.ts";
import { systemClock } from "../../services/runtime/clock.ts";
import { parseCidrs } from "../../services/runtime/egress/cidrs.ts";
import { createEgressPolicy } from "../../services/runtime/egress/policy.ts";
import { createResolver } from "../../services/runtime/egress/resolve.ts";
import { createLogger } from "../../services/runtime/logger.ts";
import { createKeyRing } from "../../services/runtime/sealing.ts";
import { createTelemetry } from "../../services/runtime/telemetry/telemetry.ts";
import { connectStore, type EffectiveRetryPolicy } from "../../services/store/for-dispatcher.ts";
import * as scheduler from "../../services/store/for-scheduler.ts";
import { createTestDatabase } from "../database/create-test-database.ts";
import { type OneShot, oneShotRows } from "./one-shot-rows.ts";

/** A one-shot as a test of delivering says it. */
export interface Sent extends OneShot {
  readonly endpoint: string;
  readonly policy?: Partial<EffectiveRetryPolicy>;
  readonly timeoutMs?: number;
}

/** Dispatchers in this process on a database of their own, by the machine's clock. */
export interface ServedDispatching {
  /** Starts one more. */
  start(options?: { egressAllow?: string; limits?: Partial<DispatcherLimits> }): Promise<Dispatching>;
  /** Writes one-shots as the scheduler does; resolves to their deliveries' ids. */
  plan(...sent: readonly Sent[]): Promise<Buffer[]>;
  delivery(id: Buffer | undefined): Promise<RowDataPacket>;
  /** In order: outcome, status, error. */
  attempts(id: Buffer | undefined): Promise<unknown[][]>;
  query(sql: string, bound?: unknown[]): Promise<RowDataPacket[]>;
  close(): Promise<void>;
}

const policy: EffectiveRetryPolicy = {
  maxAttempts: 3,
  strategy: "list",
  baseMs: 1_000,
  factor: 2,
  maxMs: 60_000,
  jitter: false,
  delaysMs: [50],
  rules: [],
};

export async function serveDispatching(): Promise<ServedDispatching> {
  const database = await createTestDatabase();
  const schedulerStore = scheduler.connectStore({ url: database.doorUrl("scheduler"), connections: 2 });
  const admin = await mysql.createConnection(database.url);
  const keys = createKeyRing(`k1:${randomBytes(32).toString("base64")}`);
  const owner = { projectId: randomBytes(16), mode: "test" } as const;
  const closing: (() => Promise<unknown>)[] = [];
  const query = async (sql: string, bound: unknown[] = []) => {
    const [rows] = await admin.query<RowDataPacket[]>(sql, bound);
    return rows;
  };
  return {
    query,
    async start({ egressAllow = "127.0.0.0/8", limits = {} } = {}) {
      const store = connectStore({ url: database.doorUrl("dispatcher"), connections: 8 });
      const dispatching = await startDispatching({
        store,
        clock: systemClock,
        keys,
        log: createLogger("dispatcher", "silent"),
        sender: createSender({
          clock: systemClock,
          policy: createEgressPolicy(parseCidrs(egressAllow)),
          resolve: createResolver(systemClock),
          limits: { connectionsPerOrigin: 128 },
        }),
        figures: createFigures(createTelemetry("dispatcher")),
        random: Math.random,
        holder: randomBytes(16),
        limits: { ...defaultLimits, ...limits },
      });
      let stopped: Promise<void> | null = null;
      const stop = (graceMs: number) => (stopped ??= dispatching.stop(graceMs));
      closing.push(async () => {
        await stop(0);
        await store.close();
      });
      return { ...dispatching, stop };
    },
    async plan(...sent) {
      const now = Date.now();
      const rows = sent.map((each) => {
        const made = oneShotRows(owner, each, now);
        const effective = { ...policy, ...each.policy };
        const request = {
          ...made.request,
          timeoutMs: each.timeoutMs ?? 5_000,
          retryPolicy: JSON.stringify({ given: true, written: {}, effective }),
        };
        return { ...made, request, schedule: { ...made.schedule, request } };
      });
      await schedulerStore.transact((transaction) => scheduler.insertSchedules(transaction, rows));
      return rows.flatMap(({ deliveries }) => deliveries.map(({ id }) => id));
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
      for (const close of closing.reverse()) await close();
      await Promise.all([schedulerStore.close(), admin.end()]);
      await database.drop();
    },
  };
}
