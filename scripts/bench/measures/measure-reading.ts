import { reasonOf } from "../../start/failure.ts";
import type { BenchRun } from "../bench-run.ts";
import { type Api, openApi } from "../landfall/api.ts";
import { copySettled } from "../landfall/copy-settled.ts";
import { startLandfallContender } from "../landfall/landfall-contender.ts";
import { openStoreConnection, type StoreConnection } from "../landfall/store-connection.ts";
import { latenessOf } from "../lateness.ts";
import { type Page, pagesOf } from "../reading/pages.ts";
import type { Receiver } from "../receiver/start-receiver.ts";
import type { Outcome, Row } from "../report/outcome.ts";

const dayMs = 24 * 3_600_000;
const oldestAgeMs = 20 * dayMs;
const newestAgeMs = dayMs / 24;
/** One in this many is a dead letter. */
const deadEvery = 50;
const pageLimit = 100;
const asked = 20;
/** Unmeasured first reads, which load pages from disk. */
const askedBefore = 2;
const settleLimitMs = 60_000;

/**
 * Measures pages of 100 of every list and log of a project with `rows` settled schedules, deliveries and attempts
 * from three weeks, one in fifty a dead letter: the time over HTTP, and the store's.
 */
export async function measureReading(run: BenchRun, receiver: Receiver): Promise<Outcome> {
  const { overdueRows: count } = run.options;
  await using contender = await startLandfallContender(run, receiver.url);
  const { url, liveKey, dataDir } = contender.landfall;
  await using api = openApi(url, liveKey);
  await using store = await openStoreConnection(dataDir);
  await run.steps.run("Landfall: a delivery that succeeds, and one that fails", async () => {
    const dueAt = Date.now() + 3_000;
    await api.createAt([dueAt], { destination: () => receiver.url });
    const fields = { retry_policy: { max_attempts: 1 } };
    await api.createAt([dueAt], { destination: () => `${receiver.url}fails`, fields });
    await run.poll("their end", 200, settleLimitMs, () => api.isSettled());
  });
  await run.steps.run(`Landfall: ${count} settled deliveries`, async () => {
    const age = { oldestAgeMs, newestAgeMs };
    const dead = Math.floor(count / deadEvery);
    await copySettled(store, { ...age, state: "succeeded", count: count - dead, firstNumber: 1 });
    await copySettled(store, { ...age, state: "dead_lettered", count: dead, firstNumber: count - dead + 1 });
  });
  await store.rows("SET GLOBAL userstat = 1");
  const rows: Row[] = [];
  const pages = await pagesOf(api, Date.now() - (oldestAgeMs + newestAgeMs) / 2, pageLimit);
  await run.steps.run(`Landfall: ${pages.length} pages, ${asked} times each`, async () => {
    for (const page of pages)
      rows.push(await timed(run, api, store, page).catch((error) => failed(run, page, error)));
  });
  const title = `Pages of ${pageLimit} in a project with ${count} schedules, deliveries and attempts`;
  return { measure: "reading", title, rows, series: [] };
}

async function timed(run: BenchRun, api: Api, store: StoreConnection, page: Page): Promise<Row> {
  const answerMs: number[] = [];
  const busyMs: number[] = [];
  let found = 0;
  for (let round = -askedBefore; round < asked; round++) {
    run.stop.throwIfAborted();
    const busyBefore = await busy(store);
    const startedAt = performance.now();
    found = lengthOf(await api.get(page.path));
    const tookMs = performance.now() - startedAt;
    if (round < 0) continue;
    answerMs.push(tookMs);
    busyMs.push((await busy(store)) - busyBefore);
  }
  return rowOf(page.name, found, answerMs, busyMs);
}

function rowOf(page: string, items: number, answerMs: readonly number[], busyMs: readonly number[]): Row {
  const answer = latenessOf(answerMs);
  const inStore = latenessOf(busyMs);
  return {
    page,
    items,
    "answered, p50 ms": answer?.p50 ?? null,
    "max ms": answer?.max ?? null,
    "in the store, p50 ms": inStore?.p50 ?? null,
    "of these max ms": inStore?.max ?? null,
  };
}

/** A failed page is reported as a figure. */
function failed(run: BenchRun, page: Page, error: unknown): Row {
  run.stop.throwIfAborted();
  run.steps.say(`  ! ${page.name}: ${reasonOf(error)}`);
  return rowOf(`${page.name}: NOT ANSWERED`, 0, [], []);
}

/**
 * Returns the milliseconds that the database spent on the services' statements, including about 1 ms for each loop.
 */
function busy(store: StoreConnection): Promise<number> {
  return store.number(
    "SELECT SUM(BUSY_TIME) * 1000 FROM information_schema.USER_STATISTICS WHERE USER <> 'landfall_admin'",
  );
}

function lengthOf(list: unknown): number {
  const data = typeof list === "object" && list !== null ? Reflect.get(list, "data") : undefined;
  return Array.isArray(data) ? data.length : 0;
}
