import type { BenchRun } from "../bench-run.ts";
import { batchSums, meansBetween } from "../cost/batch-figures.ts";
import { usageOf } from "../cost/process-usage.ts";
import { type Api, openApi } from "../landfall/api.ts";
import { startLandfallContender } from "../landfall/landfall-contender.ts";
import { pidsOf } from "../landfall/running-process.ts";
import { firstArrivals, latenessOf, slicesOf } from "../lateness.ts";
import type { Arrival } from "../receiver/access-log.ts";
import type { Receiver } from "../receiver/start-receiver.ts";
import type { Outcome, Row } from "../report/outcome.ts";

const minuteMs = 60_000;
const aheadMs = 15_000;
const settleLimitMs = 60_000;
const logMs = 2_000;

/**
 * Measures a steady rate for minutes: each second's deliveries are created in one bulk call, 15 s before they are
 * due. One row per minute: lateness, memory, and mean time and size of batches.
 */
export async function measureSteady(run: BenchRun, receiver: Receiver): Promise<Outcome> {
  const { minutes } = run.options;
  const perSecond = run.options.steadyRate;
  await using contender = await startLandfallContender(run, receiver.url);
  const { url, liveKey, dataDir } = contender.landfall;
  await using api = openApi(url, liveKey);
  const mark = receiver.mark();
  const startsAt = Date.now() + aheadMs;
  const creating = create(run, api, receiver.url, { startsAt, perSecond, seconds: minutes * 60 });
  const readings: Reading[] = [];
  // A failed create ends the measure at once.
  await Promise.all([creating, observe(run, api, dataDir, startsAt, minutes, readings)]);
  await run.poll("the end", 200, settleLimitMs, () => contender.isSettled());
  await run.until(Date.now() + logMs);
  const { first, duplicates } = firstArrivals(receiver.arrivals(mark));
  const byMinute = Map.groupBy(first, ({ dueAt }) => Math.floor((dueAt - startsAt) / minuteMs));
  const rows = Array.from({ length: minutes }, (_, minute) =>
    rowOf(minute, byMinute.get(minute) ?? [], readings[minute], readings[minute + 1]),
  );
  const title = `${perSecond} created and delivered a second for ${minutes} min; ${first.length} came, ${duplicates} twice`;
  const picture = `${perSecond} deliveries a second for ${minutes} minutes`;
  const series = [{ picture, label: contender.name, slices: slicesOf(first, startsAt, 1_000) }];
  return { measure: "steady", title, rows, series };
}

interface Reading {
  readonly rssMb: ReadonlyMap<string, number>;
  readonly batches: ReturnType<typeof batchSums>;
}

async function create(
  run: BenchRun,
  api: Api,
  destination: string,
  { startsAt, perSecond, seconds }: { startsAt: number; perSecond: number; seconds: number },
): Promise<void> {
  for (let second = 0; second < seconds; second++) {
    const firstDueAt = startsAt + second * 1_000;
    await run.until(firstDueAt - aheadMs);
    const dueAts = Array.from(
      { length: perSecond },
      (_, index) => firstDueAt + Math.floor((index * 1_000) / perSecond),
    );
    for (let from = 0; from < perSecond; from += 1_000) {
      await api.createAt(dueAts.slice(from, from + 1_000), { destination: () => destination });
    }
  }
}

/** Readings at the start and the end of each minute. */
async function observe(
  run: BenchRun,
  api: Api,
  dataDir: string,
  startsAt: number,
  minutes: number,
  readings: Reading[],
): Promise<void> {
  const read = async () => {
    const rssMb = new Map(Object.entries(pidsOf(dataDir)).map(([name, pid]) => [name, usageOf(pid).rssMb]));
    readings.push({ rssMb, batches: batchSums(await api.metrics()) });
  };
  await run.until(startsAt);
  await read();
  for (let minute = 1; minute <= minutes; minute++) {
    await run.steps.run(`Landfall: minute ${minute} of ${minutes}`, async () => {
      await run.until(startsAt + minute * minuteMs);
      await read();
    });
  }
}

function rowOf(
  minute: number,
  arrivals: readonly Arrival[],
  before: Reading | undefined,
  after: Reading | undefined,
): Row {
  const lateness = latenessOf(arrivals.map(({ at, dueAt }) => at - dueAt));
  const batches = before && after ? meansBetween(before.batches, after.batches) : new Map<string, number>();
  return {
    minute: minute + 1,
    deliveries: arrivals.length,
    "p50 ms": lateness?.p50 ?? null,
    "p99 ms": lateness?.p99 ?? null,
    "max ms": lateness?.max ?? null,
    ...Object.fromEntries([...(after?.rssMb ?? [])].map(([name, mb]) => [`${name} MB`, mb])),
    ...Object.fromEntries([...batches].map(([kind, mean]) => column(kind, mean))),
  };
}

/** Shortens `landfall_batch_duration_seconds claim dispatcher` to `claim ms`; other names stay. */
function column(kind: string, mean: number | null): [name: string, mean: number | null] {
  const step = /claim|begin|settle|create/.exec(kind)?.[0];
  const unit = /seconds|rows|bytes/.exec(kind)?.[0];
  if (step === undefined || unit === undefined) return [kind, mean];
  if (unit !== "seconds") return [`${step} ${unit}`, mean];
  return [`${step} ms`, mean === null ? null : mean * 1_000];
}
