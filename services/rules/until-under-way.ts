import { type Clock, sleep } from "../runtime/clock.ts";
import { finality } from "./finality.ts";

/** Most attempts end within a few looks; the others are not worth fifty statements a second. */
const firstLookMs = 20;
const mostBetweenMs = 100;

/**
 * Waits until attempts that had begun before a change was committed are on the wire for certain, or have ended: a begin
 * comes a little ahead of its moment, and nothing of before may start once the change is answered. A change that finds
 * itself done already waits too, since the call that did it may not have been answered.
 *
 * @param areAnyInFlight whether one of those attempts is still not settled
 */
export async function untilUnderWay(clock: Clock, areAnyInFlight: () => Promise<boolean>): Promise<void> {
  const until = clock.monotonic() + finality.settlesWithinMs;
  for (let waitMs = firstLookMs; clock.monotonic() < until && (await areAnyInFlight()); waitMs *= 1.5) {
    await sleep(clock, Math.min(waitMs, mostBetweenMs, until - clock.monotonic()));
  }
}

/**
 * Waits until a change of a project's secrets is final: attempts that were signed by those of before have started, or
 * ask and hear of it. A change that finds itself done already waits too.
 */
export function untilSignedAnew(clock: Clock): Promise<void> {
  return sleep(clock, finality.secretsFreshMs + finality.settlesWithinMs);
}
