import type { Clock } from "../../services/runtime/time/clock.ts";

export interface StandingClock {
  readonly clock: Clock;
  /** Moves the clock, running the timers that fall due, in order. */
  move(byMs: number): void;
  /** Number of timers that are set; 0 shows that none was left behind. */
  readonly timerCount: number;
}

/** A clock that stands at `startAt` until a test moves it. */
export function standingClock(startAt = 0): StandingClock {
  let now = startAt;
  const timers = new Set<{ readonly at: number; readonly run: () => void }>();
  return {
    clock: {
      now: () => now,
      monotonic: () => now,
      after(delayMs, run) {
        const timer = { at: now + Math.max(delayMs, 0), run };
        timers.add(timer);
        return () => void timers.delete(timer);
      },
    },
    move(byMs) {
      const until = now + byMs;
      for (;;) {
        const [next] = [...timers].filter(({ at }) => at <= until).sort((one, other) => one.at - other.at);
        if (next === undefined) break;
        timers.delete(next);
        now = Math.max(now, next.at);
        next.run();
      }
      now = until;
    },
    get timerCount() {
      return timers.size;
    },
  };
}
