import type { BenchRun } from "../bench-run.ts";
import { startLandfallContender } from "../landfall/landfall-contender.ts";
import { startLimit } from "../limit/start-limit.ts";
import type { Measure } from "../options.ts";
import { startHanging } from "../punctuality/start-hanging.ts";
import { startReceiver } from "../receiver/start-receiver.ts";
import type { Outcome } from "../report/outcome.ts";
import { measureBursts } from "./measure-bursts.ts";
import { measureCost } from "./measure-cost.ts";
import { measureCreates } from "./measure-creates.ts";
import { measureGrowth } from "./measure-growth.ts";
import { measureIsolation } from "./measure-isolation.ts";
import { measureLimit } from "./measure-limit.ts";
import { measureOverdue } from "./measure-overdue.ts";
import { measurePeers } from "./measure-peers.ts";
import { measurePunctuality } from "./measure-punctuality.ts";
import { measureReading } from "./measure-reading.ts";
import { measureSteady } from "./measure-steady.ts";
import { measureTraces } from "./measure-traces.ts";

/** Runs the chosen measures one after the other, before one receiver and one limit. */
export async function runMeasures(run: BenchRun): Promise<Outcome[]> {
  await using hanging = await startHanging();
  await using receiver = await startReceiver(run, hanging.url);
  await using limit = await startLimit(receiver.url);
  const all: Record<Measure, () => Promise<Outcome | Outcome[]>> = {
    burst: () => measureBursts(run, receiver, limit, [() => startLandfallContender(run, receiver.url)]),
    create: () => measureCreates(run, receiver),
    peers: () => measurePeers(run, receiver, limit),
    punctuality: () => measurePunctuality(run, receiver, limit),
    cost: () => measureCost(run, receiver),
    growth: () => measureGrowth(run, receiver, limit),
    overdue: () => measureOverdue(run, receiver),
    reading: () => measureReading(run, receiver),
    isolation: () => measureIsolation(run, receiver),
    steady: () => measureSteady(run, receiver),
    traces: () => measureTraces(run),
    limit: () => measureLimit(run, receiver, limit),
  };
  const outcomes: Outcome[] = [];
  for (const measure of run.options.measures) outcomes.push(...[await all[measure]()].flat());
  return outcomes;
}
