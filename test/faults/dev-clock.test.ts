import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../database/create-test-database.ts";
import { type Receiver, startReceiver } from "../receiver/receiver.ts";
import { answer } from "../receiver/script.ts";
import { type Constellation, startConstellation } from "./fixtures/constellation.ts";

let database: TestDatabase;
let receiver: Receiver;
let running: Constellation;

beforeAll(async () => {
  receiver = await startReceiver();
  database = await createTestDatabase();
  await database.addDevClock();
  const environment = { DEV_CLOCK: "1" };
  running = await startConstellation(database, { schedulers: 2, dispatchers: 2, environment });
}, 60_000);
afterAll(async () => {
  await running[Symbol.asyncDispose]();
  await receiver.close();
  await database.drop();
}, 30_000);

const came = (path: string) => receiver.requests.filter(({ url }) => url === path);
const scheduler = (place: number) => {
  const process = running.schedulers[place];
  if (!process) throw new Error(`no scheduler ${place}`);
  return process.client.calls;
};
const { advance, clock } = {
  advance: (place: number, by: string) =>
    scheduler(place).advanceDevClock({ caller: running.caller, by, to: undefined }, { timeoutMs: 15_000 }),
  clock: (place: number) => scheduler(place).getDevClock({ caller: running.caller }),
};

describe("several processes by one clock that tests move", () => {
  it("agree on the time when a call has answered, whoever moved it", async () => {
    for (const [mover, other] of [
      [0, 1],
      [1, 0],
    ] as const) {
      const moved = await advance(mover, "240h");
      const seen = await clock(other);
      expect(moved.reached).toBe(true);
      expect(seen.nowMs).toBeGreaterThanOrEqual(moved.toMs);
      expect(seen.aheadMs).toBe((await clock(mover)).aheadMs);
    }
  });

  it("send every occurrence of a hundred schedules once, at its time", async () => {
    const ids = await running.create(
      Array.from({ length: 100 }, () => ({ endpoint: `${receiver.url}/many`, every: "1h", maxRuns: 5 })),
    );
    const moved = await advance(1, "6h");
    expect(moved).toMatchObject({ reached: true, fired: 500, open: 0 });
    const keys = came("/many").map(({ headers }) => String(headers["idempotency-key"]));
    expect([ids.length, keys.length, new Set(keys).size]).toEqual([100, 500, 500]);
    const rows = await running.query("SELECT MAX(offset_ms) AS late, MIN(offset_ms) AS early FROM attempts");
    expect(rows[0]?.late).toBeLessThan(5_000);
    expect(rows[0]?.early).toBeGreaterThanOrEqual(0);
  });

  it("lose nothing when one dispatcher dies on the way", async () => {
    receiver.on("/slow", answer(200, { delayMs: 300 }));
    await running.create(
      Array.from({ length: 40 }, () => ({ endpoint: `${receiver.url}/slow`, delay: "1h" })),
    );
    const moving = advance(0, "2h");
    await receiver.waitFor((requests) => requests.some(({ url }) => url === "/slow"));
    await running.dispatchers[0]?.signal("SIGKILL");
    let moved = await moving;
    // Its claims are free when their leases have run out, which takes real time.
    for (let calls = 0; !moved.reached && calls < 5; calls++) moved = await advance(0, "0s");
    expect(moved).toMatchObject({ reached: true, open: 0 });
    const sent = new Set(came("/slow").map(({ headers }) => headers["idempotency-key"]));
    expect(sent.size).toBe(40);
    await running.dispatchers[0]?.start();
  });
});
