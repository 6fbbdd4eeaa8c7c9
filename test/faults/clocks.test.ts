import { mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { TelemetryServiceService } from "../../generated/rpc/landfall/telemetry/v1/telemetry.ts";
import { openRpcClient } from "../../services/runtime/rpc/client.ts";
import { createTestDatabase, type TestDatabase } from "../database/create-test-database.ts";
import { type Receiver, startReceiver } from "../receiver/receiver.ts";
import { answer } from "../receiver/script.ts";
import { type Constellation, startConstellation } from "./fixtures/constellation.ts";
import { instant } from "./fixtures/race.ts";

/** Clock errors of one scheduler and one dispatcher; those of the others beside them are right. */
interface Wrong {
  readonly aheadMs: number;
  readonly speed: number;
}

const right: Wrong = { aheadMs: 0, speed: 1 };
let folder: string;
let clockFile: string;
let database: TestDatabase;
let receiver: Receiver;
let running: Constellation;

/** Renames the whole file into place: the services read it every 20 ms, and half a file would end them. */
const set = (wrong: Wrong) => {
  writeFileSync(`${clockFile}.new`, JSON.stringify(wrong));
  renameSync(`${clockFile}.new`, clockFile);
};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "landfall-clocks-"));
  clockFile = join(folder, "clock.json");
  set({ aheadMs: 30_000, speed: 1 });
  receiver = await startReceiver();
  // Long enough that a wrongly expired lease would be taken away during an attempt.
  receiver.on("*", ({ url }) => answer(200, { delayMs: url.endsWith("slow") ? 3_000 : 0 }));
  database = await createTestDatabase();
  running = await startConstellation(database, {
    schedulers: 2,
    dispatchers: 2,
    environmentOf: (place): NodeJS.ProcessEnv =>
      place === 0
        ? {
            CLOCK_FILE: clockFile,
            NODE_OPTIONS: `--import=${new URL("fixtures/wrong-clock.ts", import.meta.url)}`,
          }
        : {},
  });
}, 60_000);
afterAll(async () => {
  await running[Symbol.asyncDispose]();
  await receiver.close();
  await database.drop();
  rmSync(folder, { recursive: true });
}, 30_000);

/**
 * Runs schedules that fire every second for `seconds`; counts deliveries that were early, duplicated, skipped or
 * missing.
 */
async function underLoad(seconds: number, meanwhile: () => Promise<void>) {
  const startAt = Date.now() + 2_000;
  const before = receiver.requests.length;
  const ids = await running.create(
    Array.from({ length: 40 }, (_, number) => ({
      endpoint: `${receiver.url}/${number % 4 === 0 ? "slow" : "fast"}`,
      every: "1s",
      startsAt: instant(startAt + number * 25),
      endsAt: instant(startAt + number * 25 + seconds * 1_000 - 500),
    })),
  );
  await meanwhile();
  await expect.poll(async () => (await openOnes()).length, { timeout: 60_000, interval: 200 }).toBe(0);
  const came = receiver.requests.slice(before);
  const keys = came.map(({ headers }) => String(headers["idempotency-key"]));
  const rows = await running.query("SELECT state, scheduled_for FROM deliveries WHERE created_at >= ?", [
    startAt - 10_000,
  ]);
  expect(ids).toHaveLength(40);
  return {
    came: came.length,
    planned: rows.length,
    early: came.filter(({ arrivedAt, headers }) => arrivedAt < dueAt(headers) - 3).length,
    twice: keys.length - new Set(keys).size,
    otherwise: rows.filter(({ state }) => state !== "succeeded").map(({ state }) => state),
  };
}

const dueAt = (headers: Record<string, unknown>) => Date.parse(String(headers["sched-scheduled-for"]));
const openOnes = () => running.query("SELECT id FROM schedules WHERE state = 'active'");
const allAsPlanned = (came: number) => ({ came, planned: came, early: 0, twice: 0, otherwise: [] });

async function statusOf(process: { readonly address: string }) {
  const client = openRpcClient(TelemetryServiceService, { address: process.address, idempotent: [] });
  try {
    return await client.calls.getStatus({});
  } finally {
    client.close();
  }
}

describe("with a scheduler and a dispatcher whose clocks are wrong, beside others that are right", {
  timeout: 90_000,
}, () => {
  for (const [what, wrong] of [
    ["30 s ahead", { aheadMs: 30_000, speed: 1 }],
    ["30 s behind", { aheadMs: -30_000, speed: 1 }],
  ] as const) {
    it(`${what}: nothing is early, twice or skipped, and they say by how much they are wrong`, async () => {
      set(wrong);
      const result = await underLoad(6, async () => undefined);
      expect(result).toEqual(allAsPlanned(240));
      for (const process of [running.schedulers[0], running.dispatchers[0]]) {
        if (!process) throw new Error("no process");
        const { clockAheadMs } = await statusOf(process);
        expect(Math.abs(clockAheadMs - wrong.aheadMs)).toBeLessThan(100);
      }
    });
  }

  it("that jump an hour ahead and back: nothing is early, twice or skipped", async () => {
    set(right);
    const result = await underLoad(8, async () => {
      await delay(3_000);
      set({ aheadMs: 3_600_000, speed: 1 });
      await delay(2_500);
      set({ aheadMs: -300_000, speed: 1 });
      await delay(2_000);
      set(right);
    });
    expect(result).toEqual(allAsPlanned(320));
  });

  it("that run half as fast again: they stand aside and say why, and nothing is early, twice or skipped", async () => {
    set(right);
    const problems: (string | undefined)[] = [];
    const result = await underLoad(8, async () => {
      set({ aheadMs: 0, speed: 1.5 });
      await delay(3_000);
      for (const process of [running.schedulers[0], running.dispatchers[0]]) {
        if (process) problems.push((await statusOf(process)).problem);
      }
      set({ aheadMs: 0, speed: 1 });
    });
    expect(problems).toEqual([
      expect.stringMatching(/parted from the store's/),
      expect.stringMatching(/parted from the store's/),
    ]);
    expect(result).toEqual(allAsPlanned(320));
  });
});
