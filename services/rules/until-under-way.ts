import { type Clock, sleep } from "../runtime/time/clock.ts";
import { finality } from "./finality.ts";

/**
 * First wait between two checks. Most attempts end within a few checks; the rest are not worth fifty
 * statements a second.
 */
const firstLookMs = 20;
const mostBetweenMs = 100;

/**
 * Waits until attempts that had begun before a change was committed are certainly on the wire, or have ended.
 * An attempt begins a little before it is due, and none with the earlier values may start once the change is
 * answered. A change that was already made waits too, since the call that made it may not have been answered
 * yet.
 *
 * @param areAnyInFlight true while one of those attempts is not settled
 */
export async function untilUnderWay(clock: Clock, areAnyInFlight: () => Promise<boolean>): Promise<void> {
  const until = clock.monotonic() + finality.settlesWithinMs;
  for (let waitMs = firstLookMs; clock.monotonic() < until && (await areAnyInFlight()); waitMs *= 1.5) {
    await sleep(clock, Math.min(waitMs, mostBetweenMs, until - clock.monotonic()));
  }
}

/**
 * Waits until a change of a project's secrets is final: every attempt signed with the earlier secrets has
 * started, or must ask the store and learns of the change. A change that was already made waits too.
 */
export function untilSignedAnew(clock: Clock): Promise<void> {
  return sleep(clock, finality.secretsFreshMs + finality.settlesWithinMs);
}
