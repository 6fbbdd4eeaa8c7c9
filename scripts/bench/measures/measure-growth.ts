import type { BenchRun } from "../bench-run.ts";
import type { Contender } from "../contender.ts";
import { openApi } from "../landfall/api.ts";
import { type LandfallContender, startLandfallContender } from "../landfall/landfall-contender.ts";
import { median } from "../lateness.ts";
import { seconds } from "../options.ts";
import type { Receiver } from "../receiver/start-receiver.ts";
import type { Outcome, Row } from "../report/outcome.ts";
import { burstsOf } from "./measure-bursts.ts";
import { measureCreatesOf } from "./measure-creates.ts";
import { paced, pacedBeside, purgeable, warmUpPace } from "./measure-punctuality.ts";

const dayMs = 24 * 3_600_000;
const rowsAtOnce = 50_000;

/**
 * Measures burst, creates and lateness on an empty store, and on one with `rows` open deliveries of the next years.
 * The burst is compared as a share of the limit, which is measured each time.
 */
export async function measureGrowth(run: BenchRun, receiver: Receiver, limit: Contender): Promise<Outcome> {
  const { rows: stored } = run.options;
  const empty = await figuresOf(run, receiver, limit, 0);
  const full = await figuresOf(run, receiver, limit, stored);
  const rows: Row[] = Object.entries(empty).map(([figure, value]) => {
    const then = full[figure] ?? null;
    return {
      figure,
      empty: value,
      [`with ${stored.toLocaleString("en-US")}`]: then,
      ratio: ratio(value, then),
    };
  });
  const title = `On an empty store, and with ${stored} open deliveries in it`;
  return { measure: "growth", title, rows, series: [] };
}

type Figures = Record<string, number | null>;

async function figuresOf(
  run: BenchRun,
  receiver: Receiver,
  limit: Contender,
  stored: number,
): Promise<Figures> {
  // A new store each time, since a purge continues after its measure.
  await using contender = await startLandfallContender(run, receiver.url, purgeable);
  await fill(run, contender, receiver.url, stored);
  const bursts = await burstsOf(run, receiver, limit, contender);
  const figures: Figures = {
    "burst: share of the limit": median(bursts.ofLimit),
    "burst: deliveries/s": median(bursts.rows.map((row) => Number(row["deliveries/s"]))),
  };
  for (const row of await measureCreatesOf(run, contender.landfall, receiver.url)) {
    figures[`${row.create}: schedules/s`] = Number(row["schedules/s"]);
    figures[`${row.create}: p99 ms`] = Number(row["p99 ms"]);
  }
  await paced(run, receiver, contender, warmUpPace, "warm-up");
  for (const variant of run.options.variants) {
    for (const perSecond of run.options.rates) {
      const pace = { perSecond, seconds: seconds(run.options, 30) };
      const { lateness } = await pacedBeside(run, receiver, contender, pace, variant);
      figures[`${perSecond}/s, ${variant}: p50 ms`] = lateness.p50;
      figures[`${perSecond}/s, ${variant}: p99 ms`] = lateness.p99;
      figures[`${perSecond}/s, ${variant}: max ms`] = lateness.max;
    }
  }
  return figures;
}

/** Creates test-mode schedules through the API, due from a month to three years ahead. */
async function fill(
  run: BenchRun,
  { landfall }: LandfallContender,
  destination: string,
  count: number,
): Promise<void> {
  await using api = openApi(landfall.url, landfall.testKey);
  const everyMs = (3 * 365 * dayMs) / count;
  for (let from = 0; from < count; from += rowsAtOnce) {
    const size = Math.min(rowsAtOnce, count - from);
    await run.steps.run(`Landfall: ${from + size} of ${count} open deliveries`, async () => {
      run.stop.throwIfAborted();
      const firstDueAt = Date.now() + 30 * dayMs + Math.floor(from * everyMs);
      await api.createAll({ count: size, firstDueAt, everyMs }, { destination: () => destination });
    });
  }
}

function ratio(before: number | null, after: number | null): number | null {
  return before === null || after === null || before === 0 ? null : after / before;
}
