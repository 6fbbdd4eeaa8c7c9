import type { BenchRun } from "../bench-run.ts";
import { copySettled } from "../landfall/copy-settled.ts";
import { pidOf } from "../landfall/running-process.ts";
import type { Landfall } from "../landfall/start-landfall.ts";
import { openStoreConnection } from "../landfall/store-connection.ts";
import type { Pace } from "../measures/measure-punctuality.ts";

const dayMs = 24 * 3_600_000;
/** More rows than a purge deletes in a second, so that it lasts as long as the measure. */
const agedPerSecond = 3_000;
/** The longest wait between the purge's start and the first due instant: a warm-up, and filling. */
const leadSeconds = 40;
const restartLimitMs = 30_000;

/**
 * Measures while deliveries and schedules that are past their retention are purged. A purge walks when its
 * process starts, so both processes are started again once there is something to purge.
 *
 * @throws Error when the purge did not begin, or was over before the measure
 */
export async function besidePurge<Result>(
  run: BenchRun,
  landfall: Landfall,
  pace: Pace,
  warmUp: () => Promise<unknown>,
  measure: () => Promise<Result>,
): Promise<Result> {
  const aged = agedPerSecond * (leadSeconds + pace.seconds);
  await using store = await openStoreConnection(landfall.dataDir);
  const count = () =>
    store.number(`SELECT COUNT(*) FROM deliveries WHERE completed_at < ${Date.now() - dayMs}`);
  await run.steps.run(`Landfall: ${aged} settled deliveries of three days ago`, () =>
    copySettled(store, {
      state: "succeeded",
      count: aged,
      oldestAgeMs: 4 * dayMs,
      newestAgeMs: 3 * dayMs,
      firstNumber: 1,
    }),
  );
  await run.steps.run("Landfall: dispatcher and scheduler start again", async () => {
    const pids = (["dispatcher", "scheduler"] as const).map((name) => pidOf(landfall.dataDir, name));
    for (const pid of pids) process.kill(pid, "SIGTERM");
    await run.poll("a restart", 50, restartLimitMs, async () => {
      try {
        const now = (["dispatcher", "scheduler"] as const).map((name) => pidOf(landfall.dataDir, name));
        if (now.some((pid) => pids.includes(pid))) return false;
        return (await fetch(`${landfall.url}/readyz`)).status === 200;
      } catch {
        return false;
      }
    });
  });
  await warmUp();
  const result = await measure();
  const left = await count();
  if (left === aged) throw new Error("nothing was purged");
  if (left === 0) throw new Error("the purge was over before the measure");
  return result;
}
