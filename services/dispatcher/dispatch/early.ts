import type { Held } from "../claim/held.ts";
import type { Lead } from "./lead.ts";
import type { TimerQueue } from "./timer-queue.ts";

/** How early a delivery may go that may. */
const earlyMs = 300;

/** With nothing else to do, the next delivery goes now if it may go early; it is taken out of the queue then. */
export function takeEarly(queue: TimerQueue<Held>, now: number): Held | null {
  const [held] = queue.takeDue(now + earlyMs, 1);
  if (!held) return null;
  if (held.claimed.earlyFire && held.claimed.attemptCount === 0) return { ...held, dueAt: now };
  queue.add(held);
  return null;
}

/** When the first of the queue is to be taken, be it for going early; null: nothing waits there. */
export function nextTake(queue: TimerQueue<Held>, lead: Lead, now: number): number | null {
  const dueAt = queue.nextDueAt;
  if (dueAt === null) return null;
  return now < dueAt - earlyMs ? dueAt - earlyMs : dueAt - lead.ms;
}
