import type { RowDataPacket } from "mysql2/promise";
import { connectStore } from "../session/connect.ts";

/** State of a store before its clock is used. */
export interface DevClockFacts {
  /** By how much its clock was moved ahead; null: it never had one. */
  readonly aheadMs: number | null;
  readonly holdsLiveSchedules: boolean;
}

/**
 * The tables of the clock that tests can move. They are no part of the schema: a store has them only if it was once
 * started with `--dev-clock`. `dev_clock` has one row; `dev_clock_readers` one for each process that goes by it.
 */
const tables = [
  `CREATE TABLE IF NOT EXISTS dev_clock (
    name VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    ahead_ms BIGINT NOT NULL,
    mover BINARY(16) NULL,
    moving_until BIGINT NOT NULL,
    PRIMARY KEY (name)
  ) ENGINE=InnoDB`,
  `CREATE TABLE IF NOT EXISTS dev_clock_readers (
    id BINARY(16) NOT NULL,
    ahead_ms BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    PRIMARY KEY (id)
  ) ENGINE=InnoDB`,
];

/**
 * Reads what a start must know of a store's clock.
 *
 * @param databaseUrl of a user who may read all tables, after the migration
 * @throws ServiceError `service_unavailable`
 */
export async function readDevClockFacts(databaseUrl: string): Promise<DevClockFacts> {
  const store = connectStore({ url: databaseUrl, connections: 1 });
  try {
    const found = await store.rows("SHOW TABLES LIKE 'dev\\\\_clock'");
    const [live] = await store.rows("SELECT 1 FROM schedules WHERE mode = 'live' LIMIT 1");
    const [row] =
      found.length === 0
        ? []
        : await store.rows<RowDataPacket & { ahead_ms: number }>("SELECT ahead_ms FROM dev_clock");
    return { aheadMs: row?.ahead_ms ?? null, holdsLiveSchedules: live !== undefined };
  } finally {
    await store.close();
  }
}

/**
 * Gives a store a clock that can be moved; one that it has stays as it is.
 *
 * @param databaseUrl of a user who may create tables
 * @throws ServiceError `service_unavailable`; errors of the server
 */
export async function createDevClock(databaseUrl: string): Promise<void> {
  const store = connectStore({ url: databaseUrl, connections: 1 });
  try {
    for (const table of tables) await store.change(table);
    await store.change("INSERT IGNORE INTO dev_clock (name, ahead_ms, moving_until) VALUES ('clock', 0, 0)");
  } finally {
    await store.close();
  }
}
