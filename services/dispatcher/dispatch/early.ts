import type { Held } from "./held.ts";
import type { Lead } from "./lead.ts";
import type { TimerQueue } from "./timer-queue.ts";

/** How early a delivery may go that may. */
const earlyMs = 300;

/** Takes the next delivery out of the queue if it may go early, and its project has nothing else waiting or under way. */
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

/** When the first of the queue is to be taken, be it for going early; null: nothing waits there. */
export function nextTake(queue: TimerQueue<Held>, lead: Lead, now: number): number | null {
  const dueAt = queue.nextDueAt;
  if (dueAt === null) return null;
  return now < dueAt - earlyMs ? dueAt - earlyMs : dueAt - lead.ms;
}
