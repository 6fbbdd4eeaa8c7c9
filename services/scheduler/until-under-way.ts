import { sleep } from "../runtime/clock.ts";
import { areAnyInFlight, type OpenDelivery } from "../store/for-scheduler.ts";
import type { Scheduler } from "./scheduler.ts";

/**
 * How long after its begin an attempt starts at the latest: begun at most 250 ms ahead of its moment, and given back
 * by its dispatcher when it has not started a second after that.
 */
const startsWithinMs = 1_300;
const lookEveryMs = 20;

/**
 * Waits until attempts that had begun before a recurring schedule was changed are on the wire for certain, or have
 * ended: a begin comes a little ahead of its moment, and nothing of before may start once the change is answered.
 * A change that finds itself done already waits too, since the call that did it may not have been answered.
 *
 * @param open as the change found it; of a one-shot nothing has begun, or the change was refused
 */
export async function untilUnderWay(
  { store, clock }: Scheduler,
  open: readonly OpenDelivery[],
): Promise<void> {
  const ids = open.filter(({ state }) => state === "dispatching").map(({ id }) => id);
  const until = clock.now() + startsWithinMs;
  while (ids.length > 0 && clock.now() < until && (await areAnyInFlight(store, ids))) {
    await sleep(clock, lookEveryMs);
  }
}
