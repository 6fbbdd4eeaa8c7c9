import type { BenchRun } from "../bench-run.ts";
import type { Contender } from "../contender.ts";
import type { Receiver } from "../receiver/start-receiver.ts";
import type { Outcome, Row, Series } from "../report/outcome.ts";
import { cpuCell, leadMs, type PlanResult, runPlan } from "./run-plan.ts";

export type StartContender = () => Promise<Contender>;

const limitMs = 300_000;
const warmUpCount = 20_000;

/**
 * Measures `count` deliveries due at one instant, `repeat` times for each contender, with the limit right before and
 * after each; the ratio uses the mean of both.
 */
export async function measureBursts(
  run: BenchRun,
  receiver: Receiver,
  limit: Contender,
  contenders: readonly StartContender[],
): Promise<Outcome> {
  const outcomes: BurstFigures[] = [];
  for (const start of contenders) {
    await using contender = await start();
    outcomes.push(await burstsOf(run, receiver, limit, contender));
  }
  return {
    measure: "burst",
    title: pictureOf(run),
    rows: outcomes.flatMap(({ rows }) => rows),
    series: outcomes.flatMap(({ series }) => series),
  };
}

export interface BurstFigures {
  readonly rows: Row[];
  readonly series: Series[];
  /** Returns each round's share of the limit. */
  readonly ofLimit: number[];
}

/** Measures the bursts of a running contender, after a warm-up. */
export async function burstsOf(
  run: BenchRun,
  receiver: Receiver,
  limit: Contender,
  contender: Contender,
): Promise<BurstFigures> {
  const { count, repeat } = run.options;
  const picture = pictureOf(run);
  const figures: BurstFigures = { rows: [], series: [], ofLimit: [] };
  await burst(run, receiver, contender, Math.min(warmUpCount, count), "warm-up");
  await burst(run, receiver, limit, Math.min(warmUpCount, count), "warm-up");
  let before = await burst(run, receiver, limit, count, "burst");
  figures.series.push({ picture, label: limit.name, slices: before.slices });
  for (let round = 1; round <= repeat; round++) {
    const result = await burst(run, receiver, contender, count, `burst ${round} of ${repeat}`);
    const after = await burst(run, receiver, limit, count, "burst");
    const limitPerSecond = (before.perSecond + after.perSecond) / 2;
    figures.rows.push(rowOf(result, limitPerSecond));
    figures.ofLimit.push(result.perSecond / limitPerSecond);
    figures.series.push({ picture, label: contender.name, slices: result.slices });
    before = after;
  }
  return figures;
}

function pictureOf({ options }: BenchRun): string {
  return `${options.count} one-shots due at one instant`;
}

function burst(
  run: BenchRun,
  receiver: Receiver,
  contender: Contender,
  count: number,
  what: string,
): Promise<PlanResult> {
  return run.steps.run(`${contender.name}: ${what} of ${count}`, () => {
    const plan = { count, everyMs: 0, firstDueAt: Date.now() + leadMs(contender, count) };
    return runPlan(run, receiver, contender, plan, limitMs);
  });
}

function rowOf(result: PlanResult, limitPerSecond: number): Row {
  return {
    contender: result.contender,
    "deliveries/s": result.perSecond,
    "limit/s": limitPerSecond,
    "of limit": result.perSecond / limitPerSecond,
    "p50 ms": result.lateness.p50,
    "p99 ms": result.lateness.p99,
    "max ms": result.lateness.max,
    duplicates: result.duplicates,
    "CPU µs each": cpuCell(result),
  };
}
