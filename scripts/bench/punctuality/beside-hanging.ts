import { openApi } from "../landfall/api.ts";
import type { Landfall } from "../landfall/start-landfall.ts";
import type { Pace } from "../measures/measure-punctuality.ts";
import { besideLeadMs } from "../measures/run-plan.ts";
import { startHanging } from "./start-hanging.ts";

const share = 0.2;
/** Hanging receivers, each with its own lane: two of ten. */
const receivers = 2;
const fields = { timeout: "5s", retry_policy: { max_attempts: 1 } };

/**
 * Measures other deliveries while a fifth goes to receivers that never answer. Those are of test mode, so that their
 * end is not waited for.
 */
export async function besideHanging<Result>(
  landfall: Landfall,
  pace: Pace,
  measure: (beside: () => Promise<unknown>) => Promise<Result>,
): Promise<Result> {
  await using hanging = new AsyncDisposableStack();
  const urls: string[] = [];
  while (urls.length < receivers) urls.push(hanging.use(await startHanging()).url);
  await using api = openApi(landfall.url, landfall.testKey);
  const perSecond = pace.perSecond * share;
  // Due from a second before the measured ones until the last of these.
  const count = Math.ceil(perSecond * (pace.seconds + 1));
  return await measure(() => {
    const plan = { count, firstDueAt: Date.now() + besideLeadMs - 1_000, everyMs: 1000 / perSecond };
    const destination = (index: number) => urls[index % urls.length] ?? "";
    return api.createAll(plan, { destination, fields });
  });
}
