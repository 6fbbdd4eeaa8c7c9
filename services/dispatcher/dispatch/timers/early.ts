import type { Held } from "../held.ts";
import type { Lead } from "./lead.ts";
import type { TimerQueue } from "./timer-queue.ts";

/** A delivery with `early_fire` may be sent this long before its due time. */
const earlyMs = 300;

/**
 * Takes the next queued delivery if it may be sent early and its project has nothing else waiting or in
 * flight.
 */
export function takeEarly(queue: TimerQueue<Held>, now: number): Held | null {
  const { first } = queue;
  if (first === null || first.dueAt > now + earlyMs || !mayGoEarly(first)) return null;
  const counts = first.lane?.project.counts;
  if (!counts || counts.waiting + counts.open > 0) return null;
  const [held] = queue.takeDue(first.dueAt, 1);
  if (!held) return null;
  held.dueAt = now;
  return held;
}

function mayGoEarly({ claimed }: Held): boolean {
  return claimed.earlyFire && claimed.attemptCount === 0;
}

/** When to take the next queued delivery, counting early sends; null if the queue is empty. */
export function nextTake(queue: TimerQueue<Held>, lead: Lead, now: number): number | null {
  const dueAt = queue.nextDueAt;
  if (dueAt === null) return null;
  return now < dueAt - earlyMs ? dueAt - earlyMs : dueAt - lead.ms;
}
