import { randomBytes } from "node:crypto";
import mysql, { type RowDataPacket } from "mysql2/promise";
import { type Caller, Mode } from "../../generated/rpc/landfall/accounts/v1/caller.ts";
import type { Schedule, ScheduleFields } from "../../generated/rpc/landfall/scheduler/v1/schedule.ts";
import {
  type CreateScheduleItem,
  type CreateScheduleResult,
  SchedulerServiceService,
} from "../../generated/rpc/landfall/scheduler/v1/scheduler.ts";
import { createDestinations } from "../../services/rules/destinations.ts";
import type { Lifetime } from "../../services/runtime/lifecycle.ts";
import { createLogger } from "../../services/runtime/logger.ts";
import { openRpcClient, type RpcCalls } from "../../services/runtime/rpc/client.ts";
import { createKeyRing } from "../../services/runtime/sealing.ts";
import { parsePrefixedId, prefixedId } from "../../services/runtime/ulid.ts";
import { readSchedulerConfig } from "../../services/scheduler/config.ts";
import { emitDueOccurrences } from "../../services/scheduler/loops/emit-due-occurrences.ts";
import type { Scheduler } from "../../services/scheduler/scheduler.ts";
import { startScheduler } from "../../services/scheduler/start-scheduler.ts";
import { noFields } from "../../services/scheduler/written-fields.ts";
import { ZoneBook } from "../../services/scheduler/zones/zone-book.ts";
import { nodeZoneDatabase, type ZoneDatabase } from "../../services/scheduler/zones/zone-database.ts";
import { connectStore } from "../../services/store/for-scheduler.ts";
import { createTestDatabase, type TestDatabase } from "../database/create-test-database.ts";
import { type StandingClock, standingClock } from "../receiver/standing-clock.ts";

/** The scheduler on a database of its own, with the rights it has in production and a clock that stands. */
export interface ServedScheduler {
  readonly calls: RpcCalls<typeof SchedulerServiceService>;
  readonly database: TestDatabase;
  readonly time: StandingClock;
  /** The same parts that the process has, for what no RPC reaches. */
  readonly parts: Scheduler;
  /** Starts another one on the same database and clock, with time zones of its own. */
  beside(zones: ZoneDatabase): Promise<Pick<ServedScheduler, "calls" | "parts">>;
  query(sql: string, bound?: unknown[]): Promise<RowDataPacket[]>;
  /** Emitter passes, until one finds nothing to do. */
  emit(): Promise<number>;
  create(fields: Partial<ScheduleFields>, more?: Partial<CreateScheduleItem>): Promise<Schedule>;
  tryCreate(items: readonly Partial<CreateScheduleItem>[]): Promise<CreateScheduleResult[]>;
  /** State and reason of a schedule's deliveries, by their instants in seconds since the clock's start. */
  deliveries(schedule: Schedule): Promise<string[]>;
  close(): Promise<void>;
}

/** A Monday, 12:00:00 UTC. */
export const startAt = Date.UTC(2027, 2, 1, 12);

/** How calls name a project; each test may have its own. */
export function newCaller(mode: Mode = Mode.TEST): Caller {
  return { projectId: prefixedId("prj", randomBytes(16)), mode };
}

export const caller = newCaller();

/** Fields of a schedule that is right but for its timing. */
export function fields(given: Partial<ScheduleFields>): ScheduleFields {
  return { ...noFields, endpoint: "https://93.184.215.14/hook", ...given };
}

/**
 * Starts it all.
 *
 * @param zones the time zones that it brings along
 * @param environment what its process is told besides
 */
export async function serveScheduler(
  zones: ZoneDatabase = nodeZoneDatabase,
  environment: Readonly<Record<string, string>> = {},
): Promise<ServedScheduler> {
  const database = await createTestDatabase();
  const time = standingClock(startAt);
  const sealingKeys = `k1:${randomBytes(32).toString("base64")}`;
  const closing: (() => unknown)[] = [() => database.drop()];
  const lifetime: Lifetime = {
    signal: new AbortController().signal,
    async start(_name, open, close) {
      const part = await open();
      closing.push(() => close(part));
      return part;
    },
  };
  const databaseUrl = database.doorUrl("scheduler");
  const config = readSchedulerConfig({
    DATABASE_URL: databaseUrl,
    SEALING_KEYS: sealingKeys,
    LISTEN_ADDRESS: "127.0.0.1:0",
    RPC_INSECURE_LOOPBACK: "1",
    ...environment,
  });
  const start = async (database: ZoneDatabase) => {
    const log = createLogger("scheduler", "silent");
    const server = await startScheduler(lifetime, config, time.clock, log, database, time.clock.now);
    const address = `127.0.0.1:${server.port}`;
    const client = openRpcClient(SchedulerServiceService, { address, idempotent: [] });
    closing.push(() => client.close());
    return client;
  };
  const client = await start(zones);
  const admin = await mysql.createConnection(database.url);
  closing.push(() => admin.end());
  const store = connectStore({ url: databaseUrl, connections: 4, serverTime: time.clock.now });
  closing.push(() => store.close());
  const partsWith = (database: ZoneDatabase): Scheduler => ({
    store,
    clock: time.clock,
    keys: createKeyRing(sealingKeys),
    destinations: createDestinations(null, time.clock),
    zones: new ZoneBook(database),
    retentionDays: config.retentionDays,
  });
  const parts = partsWith(zones);
  const query = async (sql: string, bound: unknown[] = []) => {
    const [rows] = await admin.query<RowDataPacket[]>(sql, bound);
    return rows;
  };
  const tryCreate = async (items: readonly Partial<CreateScheduleItem>[]) => {
    const whole = items.map((item) => ({
      caller,
      fields: undefined,
      idempotencyKey: undefined,
      names: undefined,
      ...item,
    }));
    return (await client.calls.createSchedules({ items: whole })).results;
  };
  return {
    calls: client.calls,
    database,
    time,
    parts,
    beside: async (database) => ({ calls: (await start(database)).calls, parts: partsWith(database) }),
    query,
    tryCreate,
    async emit() {
      let emitted = 0;
      for (;;) {
        const pass = await emitDueOccurrences(parts);
        emitted += pass.deliveries;
        if (pass.schedules === 0) return emitted;
      }
    },
    async create(given, more = {}) {
      const [result] = await tryCreate([{ fields: fields(given), ...more }]);
      if (result?.result?.$case === "created") return result.result.value;
      throw new Error(JSON.stringify(result));
    },
    async deliveries(schedule) {
      const rows = await query(
        "SELECT scheduled_for, state, reason FROM deliveries WHERE schedule_id = ? ORDER BY scheduled_for, ordinal",
        [parsePrefixedId("sch", schedule.id)],
      );
      return rows.map(({ scheduled_for, state, reason }) =>
        [(scheduled_for - startAt) / 1_000, state, reason].filter((part) => part !== null).join(" "),
      );
    },
    async close() {
      for (const close of closing.reverse()) await close();
    },
  };
}
