import type { BenchRun } from "../bench-run.ts";
import type { Contender } from "../contender.ts";
import type { Receiver } from "../receiver/start-receiver.ts";
import type { Outcome, Row, Series } from "../report/outcome.ts";
import { leadMs, runPlan } from "./run-plan.ts";

const limitMs = 60_000;

/** Measures the burst of the limit alone, `repeat` times, after a warm-up. */
export async function measureLimit(run: BenchRun, receiver: Receiver, limit: Contender): Promise<Outcome> {
  const { count, repeat } = run.options;
  const picture = `${count} from memory, nothing stored`;
  const rows: Row[] = [];
  const series: Series[] = [];
  for (let round = 0; round <= repeat; round++) {
    const result = await run.steps.run(`${limit.name}: ${round === 0 ? "warm-up" : `round ${round}`}`, () => {
      const plan = { count, everyMs: 0, firstDueAt: Date.now() + leadMs(limit, count) };
      return runPlan(run, receiver, limit, plan, limitMs);
    });
    if (round === 0) continue;
    const { p50, p99, max } = result.lateness;
    rows.push({
      contender: limit.name,
      "deliveries/s": result.perSecond,
      "p50 ms": p50,
      "p99 ms": p99,
      "max ms": max,
    });
    series.push({ picture, label: limit.name, slices: result.slices });
  }
  return { measure: "limit", title: picture, rows, series };
}
