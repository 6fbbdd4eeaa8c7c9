import { CommandFailure } from "../../start/failure.ts";
import type { BenchRun } from "../bench-run.ts";
import type { Contender } from "../contender.ts";
import { cpuMsOf } from "../cost/process-usage.ts";
import { firstArrivals, type Lateness, latenessOf, type Slice, slicesOf } from "../lateness.ts";
import { lastDueAt, type Plan } from "../plan.ts";
import type { Receiver } from "../receiver/start-receiver.ts";

/** Result of a plan, as seen by the receiver. */
export interface PlanResult {
  readonly contender: string;
  readonly count: number;
  /** Number of duplicate arrivals. */
  readonly duplicates: number;
  /** Time from the first due instant until everything had arrived and was settled. */
  readonly seconds: number;
  /** `count` over `seconds`. */
  readonly perSecond: number;
  readonly lateness: Lateness;
  readonly slices: readonly Slice[];
  /** CPU time from the end of filling to the end, in microseconds per delivery, by process. */
  readonly cpuMicroseconds: Readonly<Record<string, number>>;
}

const sliceMs = 250;
/** Time by which the load beside a plan starts before the plan's first due instant. */
export const besideLeadMs = 5_000;
/** nginx writes its log at least every second. */
const logLimitMs = 5_000;

/**
 * Returns the lead of the first delivery so that `count` are stored, at 2,000 a second or more, and the contender has
 * rested before anything is due.
 */
export function leadMs({ restMs }: Contender, count: number): number {
  return restMs === 0 ? 300 : restMs + 2_000 + count / 2;
}

/**
 * Fills the contender, waits until everything has arrived and is settled, and reads the receiver's log.
 *
 * @param limitMs after the last due instant
 * @param beside a load that starts `besideLeadMs` before the first delivery is due, and is waited for
 * @throws CommandFailure when filling took too long, or a delivery never arrived
 */
export async function runPlan(
  run: BenchRun,
  receiver: Receiver,
  contender: Contender,
  plan: Plan,
  limitMs: number,
  beside: (() => Promise<unknown>) | null = null,
): Promise<PlanResult> {
  const mark = receiver.mark();
  const before = await receiver.requestCount();
  await contender.fill(plan);
  if (Date.now() > plan.firstDueAt - contender.restMs) {
    throw new CommandFailure(
      `${contender.name} took too long to store ${plan.count} deliveries: nothing was measured`,
    );
  }
  const cpuBefore = cpuMs(contender);
  await run.until(plan.firstDueAt - (beside === null ? 0 : besideLeadMs));
  await Promise.all([run.until(lastDueAt(plan)), beside?.()]);
  await run.poll(`${contender.name}: ${plan.count} arrivals`, 20, limitMs, async () => {
    return (await receiver.requestCount()) - before >= plan.count;
  });
  await run.poll(`${contender.name}: settled`, 10, limitMs, () => contender.isSettled());
  const settledAt = Date.now();
  const cpuAfter = cpuMs(contender);
  const ours = () =>
    firstArrivals(
      receiver.arrivals(mark).filter(({ dueAt }) => dueAt >= plan.firstDueAt && dueAt <= lastDueAt(plan)),
    );
  let seen = ours();
  await run.poll("the receiver's log", 100, logLimitMs, async () => {
    seen = ours();
    return seen.first.length >= plan.count;
  });
  const lateness = latenessOf(seen.first.map(({ at, dueAt }) => at - dueAt));
  if (lateness === null) throw new Error("an empty plan");
  const lastArrivalAt = seen.first.reduce((last, { at }) => Math.max(last, at), 0);
  const seconds = (Math.max(lastArrivalAt, settledAt) - plan.firstDueAt) / 1000;
  return {
    contender: contender.name,
    count: seen.first.length,
    duplicates: seen.duplicates,
    seconds,
    perSecond: seen.first.length / seconds,
    lateness,
    slices: slicesOf(seen.first, plan.firstDueAt, sliceMs),
    cpuMicroseconds: Object.fromEntries(
      Object.entries(cpuAfter).map(([name, ms]) => [
        name,
        ((ms - (cpuBefore[name] ?? 0)) * 1000) / seen.first.length,
      ]),
    ),
  };
}

function cpuMs(contender: Contender): Record<string, number> {
  return Object.fromEntries(Object.entries(contender.pids()).map(([name, pid]) => [name, cpuMsOf(pid)]));
}

/** Formats CPU times as one cell of a table, the largest first. */
export function cpuCell({ cpuMicroseconds }: PlanResult): string {
  const parts = Object.entries(cpuMicroseconds).toSorted(([, a], [, b]) => b - a);
  return parts
    .filter(([, microseconds]) => microseconds >= 1)
    .map(([name, microseconds]) => `${name} ${microseconds.toFixed(0)}`)
    .join(", ");
}
