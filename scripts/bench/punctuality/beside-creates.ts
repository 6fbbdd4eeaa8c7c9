import type { BenchRun } from "../bench-run.ts";
import { runLoad } from "../create/run-load.ts";
import type { Landfall } from "../landfall/start-landfall.ts";
import { oneShot } from "../measures/measure-creates.ts";
import type { Pace } from "../measures/measure-punctuality.ts";
import { besideLeadMs } from "../measures/run-plan.ts";

const createsPerSecond = 200;

/** Measures beside 200 single creates a second. */
export function besideCreates<Result>(
  run: BenchRun,
  landfall: Landfall,
  destination: string,
  pace: Pace,
  measure: (beside: () => Promise<unknown>) => Promise<Result>,
): Promise<Result> {
  const load = {
    url: `${landfall.url}/v1/schedules`,
    key: landfall.testKey,
    body: JSON.stringify(oneShot(destination)),
    connections: 16,
    seconds: besideLeadMs / 1000 + pace.seconds,
    perSecond: createsPerSecond,
  };
  return measure(() => runLoad(load, 201, run.stop));
}
