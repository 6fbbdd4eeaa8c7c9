import type { BenchRun } from "../bench-run.ts";
import { type Usage, usageOf } from "../cost/process-usage.ts";
import { startLandfallContender } from "../landfall/landfall-contender.ts";
import { pidsOf } from "../landfall/running-process.ts";
import { openStoreConnection, type StoreConnection } from "../landfall/store-connection.ts";
import { seconds } from "../options.ts";
import type { Receiver } from "../receiver/start-receiver.ts";
import type { Outcome, Row } from "../report/outcome.ts";
import { paced } from "./measure-punctuality.ts";

/** Wait before idling is measured, until work left by the start or the load before is done. */
const settleMs = 15_000;
const load = { perSecond: 500, seconds: 10 };

/** Measures the idle cost of Landfall: after its start, and after a load. */
export async function measureCost(run: BenchRun, receiver: Receiver): Promise<Outcome> {
  await using contender = await startLandfallContender(run, receiver.url);
  const { dataDir } = contender.landfall;
  await using store = await openStoreConnection(dataDir);
  const rows = await idle(run, dataDir, store, "after the start");
  await paced(run, receiver, contender, load, "to have had something to do");
  rows.push(...(await idle(run, dataDir, store, "after a load")));
  return { measure: "cost", title: "Idle: processor, memory, statements", rows, series: [] };
}

async function idle(run: BenchRun, dataDir: string, store: StoreConnection, when: string): Promise<Row[]> {
  const pids = new Map(Object.entries(pidsOf(dataDir)));
  const idleMs = seconds(run.options, 30) * 1000;
  return run.steps.run(`Landfall: idle for ${idleMs / 1000} s, ${when}`, async () => {
    await run.until(Date.now() + settleMs);
    const before = new Map([...pids].map(([name, pid]) => [name, usageOf(pid)]));
    const statementsBefore = await statements(store);
    const startedAt = performance.now();
    await run.until(Date.now() + idleMs);
    const passedMs = performance.now() - startedAt;
    // Less the one that asks.
    const perSecond = ((await statements(store)) - statementsBefore - 1) / (passedMs / 1000);
    const rows = [...pids].map(([name, pid]) => {
      const usage = usageOf(pid);
      const cpuPercent = ((usage.cpuMs - (before.get(name)?.cpuMs ?? 0)) / passedMs) * 100;
      return { name, usage, cpuPercent };
    });
    const services = rows.filter(({ name }) => name !== "database");
    const total = { cpuPercent: sum(rows, ({ cpuPercent }) => cpuPercent), usage: null };
    return [
      ...rows.map(({ name, usage, cpuPercent }) => row(when, name, cpuPercent, usage, null)),
      row(
        when,
        "the four services",
        sum(services, ({ cpuPercent }) => cpuPercent),
        added(services),
        null,
      ),
      row(when, "all", total.cpuPercent, total.usage, perSecond),
    ];
  });
}

function statements(store: StoreConnection): Promise<number> {
  return store.number(
    "SELECT VARIABLE_VALUE FROM information_schema.GLOBAL_STATUS WHERE VARIABLE_NAME = 'QUESTIONS'",
  );
}

function sum<Item>(items: readonly Item[], value: (item: Item) => number): number {
  return items.reduce((total, item) => total + value(item), 0);
}

function added(items: readonly { usage: Usage }[]): Usage {
  return {
    cpuMs: sum(items, ({ usage }) => usage.cpuMs),
    rssMb: sum(items, ({ usage }) => usage.rssMb),
    pssMb: sum(items, ({ usage }) => usage.pssMb),
  };
}

function row(
  when: string,
  process: string,
  cpu: number,
  usage: Usage | null,
  statementsPerSecond: number | null,
): Row {
  return {
    idle: when,
    process,
    "CPU % of a core": cpu,
    "RSS MB": usage?.rssMb ?? null,
    "PSS MB": usage?.pssMb ?? null,
    "statements/s": statementsPerSecond,
  };
}
