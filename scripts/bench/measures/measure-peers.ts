import { CommandFailure } from "../../start/failure.ts";
import type { BenchRun } from "../bench-run.ts";
import type { Contender } from "../contender.ts";
import { seconds } from "../options.ts";
import { installPeers } from "../peer-stores/install-peers.ts";
import { contenderStarters } from "../peer-stores/peers.ts";
import type { Receiver } from "../receiver/start-receiver.ts";
import type { Outcome, Row, Series } from "../report/outcome.ts";
import { measureBursts } from "./measure-bursts.ts";
import { paced, warmUpPace } from "./measure-punctuality.ts";
import { cpuCell, type PlanResult } from "./run-plan.ts";

const perSecond = 200;

/** Measures Landfall and its peers: the burst, then lateness at 200 a second, with the limit in the same run. */
export async function measurePeers(run: BenchRun, receiver: Receiver, limit: Contender): Promise<Outcome[]> {
  await installPeers(run);
  const starters = chosen(run, contenderStarters(run, receiver.url));
  const bursts = await measureBursts(run, receiver, limit, starters);
  const rows: Row[] = [];
  const series: Series[] = [];
  const picture = `${perSecond} deliveries a second`;
  const note = (result: PlanResult) => {
    const { p50, p99, max } = result.lateness;
    const { contender, duplicates } = result;
    const cpu = cpuCell(result);
    rows.push({ contender, "p50 ms": p50, "p99 ms": p99, "max ms": max, duplicates, "CPU µs each": cpu });
    series.push({ picture, label: contender, slices: result.slices });
  };
  const pace = { perSecond, seconds: seconds(run.options, 30) };
  note(await paced(run, receiver, limit, pace, "lateness"));
  for (const start of starters) {
    await using contender = await start();
    await paced(run, receiver, contender, warmUpPace, "warm-up");
    note(await paced(run, receiver, contender, pace, "lateness"));
  }
  return [
    { ...bursts, measure: "peers-burst" },
    { measure: "peers-lateness", title: `Lateness at ${perSecond} deliveries a second`, rows, series },
  ];
}

function chosen<Start>({ options }: BenchRun, all: Map<string, Start>): Start[] {
  if (options.only === null) return [...all.values()];
  return options.only.map((name) => {
    const start = all.get(name);
    if (start !== undefined) return start;
    throw new CommandFailure(`There is no contender "${name}": choose of ${[...all.keys()].join(", ")}.`);
  });
}
