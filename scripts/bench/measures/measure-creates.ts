import type { BenchRun } from "../bench-run.ts";
import type { Load, LoadResult } from "../create/load.ts";
import { runLoad } from "../create/run-load.ts";
import { type Landfall, startLandfall } from "../landfall/start-landfall.ts";
import { openStoreConnection } from "../landfall/store-connection.ts";
import { seconds } from "../options.ts";
import { bodyText } from "../plan.ts";
import { startPortProcess } from "../port-process.ts";
import type { Receiver } from "../receiver/start-receiver.ts";
import type { Outcome, Row } from "../report/outcome.ts";

const farAheadMs = 30 * 24 * 3_600_000;
/** Warm-up until Node has compiled the code: in the first seconds a create takes half as long again. */
const warmUpSeconds = 8;
const bulkItems = 1_000;
const whenIdle = "single, when idle";
const koa = new URL("../create/koa-process.ts", import.meta.url);

/**
 * Measures creates through the API: singly over 64 connections, in bulk, and at a low rate; and the limit of Koa
 * alone.
 */
export async function measureCreates(run: BenchRun, receiver: Receiver): Promise<Outcome> {
  const ceiling = await run.steps.run("the client alone, against nginx", () =>
    runLoad({ ...singles(receiver.url, "none"), seconds: 2 }, 200, run.stop),
  );
  const before = await measureKoa(run, receiver.url);
  const landfall = await run.steps.run("Landfall: start", () => startLandfall(run));
  try {
    const rows = await measureCreatesOf(run, landfall, receiver.url);
    const after = await measureKoa(run, receiver.url);
    const limit = (Number(before["answers/s"]) + Number(after["answers/s"])) / 2;
    const title =
      "Creates, each flushed before its 201; afterwards the rows in the store were counted. Koa alone is the limit";
    const all = [rowOf("client alone", ceiling, 1, null), before, after, ...rows];
    const ofLimit = (row: Row) => Number(row["schedules/s"]) / limit;
    const incomparable = new Set(["client alone", whenIdle]);
    return {
      measure: "create",
      title,
      rows: all.map((row) => ({
        ...row,
        "of Koa": incomparable.has(String(row.create)) ? null : ofLimit(row),
      })),
      series: [],
    };
  } finally {
    await landfall[Symbol.asyncDispose]();
  }
}

/** Measures Koa alone, with the same request and connections. */
async function measureKoa(run: BenchRun, destination: string): Promise<Row> {
  await using alone = await startPortProcess(koa);
  const load = { ...singles(alone.url, "none"), body: JSON.stringify(oneShot(destination)) };
  await run.steps.run("Koa alone: warm-up", () => runLoad({ ...load, seconds: 2 }, 201, run.stop));
  const result = await run.steps.run("Koa alone", () => runLoad({ ...load, seconds: 3 }, 201, run.stop));
  return rowOf("Koa alone", result, 1, null);
}

/**
 * Measures creates on a running system, in test mode.
 *
 * @throws Error when an answer is not 201, or rows and answers differ
 */
export async function measureCreatesOf(
  run: BenchRun,
  landfall: Landfall,
  destination: string,
): Promise<Row[]> {
  const loadSeconds = seconds(run.options, 10);
  const url = `${landfall.url}/v1/schedules`;
  const single = { ...singles(url, landfall.testKey), body: JSON.stringify(oneShot(destination)) };
  const bulk: Load = {
    ...single,
    url: `${url}/bulk`,
    body: JSON.stringify({ items: Array.from({ length: bulkItems }, () => oneShot(destination)) }),
    connections: 2,
    seconds: loadSeconds,
  };
  const idle: Load = { ...single, connections: 1, perSecond: 10, seconds: 5 };
  await using store = await openStoreConnection(landfall.dataDir);
  const counted = async (what: string, load: Load, status: number, items: number): Promise<Row> => {
    const count = () => store.number("SELECT COUNT(*) FROM schedules");
    const before = await count();
    const result = await run.steps.run(`Landfall: ${what}`, () => runLoad(load, status, run.stop));
    const stored = (await count()) - before;
    if (stored !== result.answers * items) {
      throw new Error(`${what}: ${result.answers * items} were answered ${status}, ${stored} are stored`);
    }
    return rowOf(what, result, items, stored);
  };
  await counted("warm-up", { ...single, seconds: warmUpSeconds }, 201, 1);
  return [
    await counted("single, 64 connections", { ...single, seconds: loadSeconds }, 201, 1),
    await counted(`bulk of ${bulkItems}, 2 at once`, bulk, 200, bulkItems),
    await counted(whenIdle, idle, 201, 1),
  ];
}

/** Makes single creates over 64 connections, each after the previous answer. */
function singles(url: string, key: string): Load {
  return { url, key, body: bodyText, connections: 64, seconds: warmUpSeconds, perSecond: null };
}

/** A create whose schedule is due long after the bench. */
export function oneShot(destination: string): Record<string, unknown> {
  return {
    endpoint: destination,
    fire_at: new Date(Date.now() + farAheadMs).toISOString(),
    body: JSON.parse(bodyText),
  };
}

function rowOf(what: string, result: LoadResult, items: number, stored: number | null): Row {
  return {
    create: what,
    "schedules/s": (result.answers * items) / result.seconds,
    "answers/s": result.answers / result.seconds,
    "p50 ms": result.p50Ms,
    "p99 ms": result.p99Ms,
    "max ms": result.maxMs,
    "client µs/answer": result.clientMicroseconds,
    stored,
  };
}
