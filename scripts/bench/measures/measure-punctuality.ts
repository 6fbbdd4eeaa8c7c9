import type { BenchRun } from "../bench-run.ts";
import type { Contender } from "../contender.ts";
import { type LandfallContender, startLandfallContender } from "../landfall/landfall-contender.ts";
import { seconds, type Variant } from "../options.ts";
import { besideCreates } from "../punctuality/beside-creates.ts";
import { besideHanging } from "../punctuality/beside-hanging.ts";
import { besidePurge } from "../punctuality/beside-purge.ts";
import type { Receiver } from "../receiver/start-receiver.ts";
import type { Outcome, Row, Series } from "../report/outcome.ts";
import { cpuCell, leadMs, type PlanResult, runPlan } from "./run-plan.ts";

const limitMs = 60_000;
/** Unmeasured load that every contender gets before its lateness is measured. */
export const warmUpPace: Pace = { perSecond: 1_000, seconds: 4 };

/** Only rows made for the purge are older than a day. */
export const purgeable = { RETENTION_DAYS: "1" };

/** A rate of deliveries, evenly spread, and its duration. */
export interface Pace {
  readonly perSecond: number;
  readonly seconds: number;
}

/** Measures lateness at each rate: of the limit, and of Landfall alone and beside each disturbance. */
export async function measurePunctuality(
  run: BenchRun,
  receiver: Receiver,
  limit: Contender,
): Promise<Outcome> {
  const rows: Row[] = [];
  const series: Series[] = [];
  const note = (beside: string, pace: Pace, result: PlanResult) => {
    rows.push(rowOf(beside, pace, result));
    const label = `${result.contender}, ${beside}`;
    series.push({ picture: `${pace.perSecond} deliveries a second`, label, slices: result.slices });
  };
  await paced(run, receiver, limit, warmUpPace, "warm-up");
  for (const perSecond of run.options.rates) {
    const pace = { perSecond, seconds: seconds(run.options, 30) };
    note("quiet", pace, await paced(run, receiver, limit, pace, "quiet"));
    await using contender = await startLandfallContender(run, receiver.url, purgeable);
    await paced(run, receiver, contender, warmUpPace, "warm-up");
    for (const variant of run.options.variants) {
      note(variant, pace, await pacedBeside(run, receiver, contender, pace, variant));
    }
  }
  return { measure: "punctuality", title: "Lateness at a steady rate", rows, series };
}

/** Measures Landfall at a pace beside a disturbance; the purge continues afterwards, and then it is `purgeable`. */
export function pacedBeside(
  run: BenchRun,
  receiver: Receiver,
  contender: LandfallContender,
  pace: Pace,
  variant: Variant,
): Promise<PlanResult> {
  const { landfall } = contender;
  const withPlan = (share: number, beside: (() => Promise<unknown>) | null = null) => {
    const part = { ...pace, perSecond: pace.perSecond * share };
    return paced(run, receiver, contender, part, variant, beside);
  };
  const warm = () => paced(run, receiver, contender, warmUpPace, "warm-up");
  switch (variant) {
    case "quiet":
      return withPlan(1);
    case "creates":
      return besideCreates(run, landfall, receiver.url, pace, (beside) => withPlan(1, beside));
    case "hanging":
      return besideHanging(landfall, pace, (beside) => withPlan(0.8, beside));
    case "purge":
      return besidePurge(run, landfall, pace, warm, () => withPlan(1));
  }
}

/** Measures a contender at a pace. */
export function paced(
  run: BenchRun,
  receiver: Receiver,
  contender: Contender,
  pace: Pace,
  what: string,
  beside: (() => Promise<unknown>) | null = null,
): Promise<PlanResult> {
  const count = Math.ceil(pace.perSecond * pace.seconds);
  const label = `${contender.name}: ${pace.perSecond}/s for ${pace.seconds} s, ${what}`;
  return run.steps.run(label, () => {
    const firstDueAt = Date.now() + leadMs(contender, count);
    const plan = { count, everyMs: 1000 / pace.perSecond, firstDueAt };
    return runPlan(run, receiver, contender, plan, limitMs, beside);
  });
}

function rowOf(beside: string, pace: Pace, result: PlanResult): Row {
  return {
    contender: result.contender,
    "rate/s": pace.perSecond,
    beside,
    "p50 ms": result.lateness.p50,
    "p99 ms": result.lateness.p99,
    "max ms": result.lateness.max,
    deliveries: result.count,
    duplicates: result.duplicates,
    "CPU µs each": cpuCell(result),
  };
}
