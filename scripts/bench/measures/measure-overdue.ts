import type { BenchRun } from "../bench-run.ts";
import { sampleMemory } from "../cost/sample-memory.ts";
import { type Api, openApi } from "../landfall/api.ts";
import { startLandfallContender } from "../landfall/landfall-contender.ts";
import { pidOf } from "../landfall/running-process.ts";
import { firstArrivals, latenessOf } from "../lateness.ts";
import { behindLater } from "../receiver/order.ts";
import type { Receiver } from "../receiver/start-receiver.ts";
import type { Outcome } from "../report/outcome.ts";

const itemsPerCall = 1_000;
const callsAtOnce = 2;
const rowsAtOnce = 50_000;
/** The shortest delay that the API takes is 1 s; a call may take a while. */
const nearestMs = 3_000;
/**
 * Deliveries due per millisecond, about the rate of creating them, so that the last are due soon after they are
 * created.
 */
const perMs = 10;
/** Deliveries that are late by less are sent before the backlog, in any order. */
const onTimeMs = 6_000;
const leastPerSecond = 300;
/** Wait until nginx has written its log. */
const logMs = 3_000;

/**
 * Measures `rows` deliveries that fell due while no dispatcher ran. The dispatcher is stopped (SIGSTOP) while they
 * are created through the API, then killed, and started again as after a crash.
 */
export async function measureOverdue(run: BenchRun, receiver: Receiver): Promise<Outcome> {
  const { overdueRows: count } = run.options;
  await using contender = await startLandfallContender(run, receiver.url);
  const { dataDir, url, liveKey } = contender.landfall;
  await using api = openApi(url, liveKey);
  const stopped = pidOf(dataDir, "dispatcher");
  const mark = receiver.mark();
  const before = await receiver.requestCount();
  process.kill(stopped, "SIGSTOP");
  const lastDueAt = await createDue(run, api, receiver.url, count);
  await run.until(lastDueAt + onTimeMs);
  process.kill(stopped, "SIGKILL");
  const startedAt = Date.now();
  await run.poll("a new dispatcher", 20, 30_000, async () => dispatcherOf(dataDir) !== null);
  using memory = sampleMemory(dispatcherOf(dataDir) ?? 0, 250);
  await run.steps.run(`Landfall: ${count} overdue deliveries`, async () => {
    const limitMs = (count / leastPerSecond) * 1_000 + 60_000;
    await run.poll("all arrivals", 200, limitMs, async () => {
      return (await receiver.requestCount()) - before >= count;
    });
    await run.poll("all settled", 50, 60_000, () => contender.isSettled());
  });
  const tookSeconds = (Date.now() - startedAt) / 1000;
  await run.until(Date.now() + logMs);
  const { first, duplicates } = firstArrivals(receiver.arrivals(mark));
  const behind = latenessOf(behindLater(first.map(({ dueAt }) => dueAt)));
  const row = {
    contender: contender.name,
    overdue: first.length,
    duplicates,
    "deliveries/s": first.length / tookSeconds,
    seconds: tookSeconds,
    "dispatcher RSS MB: median": memory.medianMb(),
    "highest MB": memory.highestMb(),
    "behind a later one, p99": behind?.p99 ?? null,
    "at most": behind?.max ?? null,
  };
  const title = `${count} overdue when a dispatcher starts; "behind" counts later ones that came before`;
  return { measure: "overdue", title, rows: [row], series: [] };
}

/** Returns the running dispatcher; null while it is restarted. */
function dispatcherOf(dataDir: string): number | null {
  try {
    return pidOf(dataDir, "dispatcher");
  } catch {
    return null;
  }
}

/** Creates deliveries, due `perMs` in each millisecond; returns when the last is due. */
async function createDue(run: BenchRun, api: Api, destination: string, count: number): Promise<number> {
  let lastDueAt = 0;
  let made = 0;
  const call = async (until: number) => {
    while (made < until) {
      const size = Math.min(itemsPerCall, until - made);
      made += size;
      const firstDueAt = Math.max(lastDueAt + 1, Date.now() + nearestMs);
      const dueAts = Array.from({ length: size }, (_, index) => firstDueAt + Math.floor(index / perMs));
      lastDueAt = dueAts.at(-1) ?? firstDueAt;
      await api.createAt(dueAts, { destination: () => destination });
    }
  };
  for (let from = 0; from < count; from += rowsAtOnce) {
    const until = Math.min(from + rowsAtOnce, count);
    await run.steps.run(`Landfall: ${until} of ${count} that fall due`, async () => {
      run.stop.throwIfAborted();
      await Promise.all(Array.from({ length: callsAtOnce }, () => call(until)));
    });
  }
  return lastDueAt;
}
