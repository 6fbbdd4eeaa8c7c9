import type { Clock } from "../../services/runtime/time/clock.ts";

/**
 * Caches a value that is the same for everyone for `forMs`; concurrent calls share one request. Failures
 * are not cached.
 */
export function remembered<T>(
  ask: (requestId: string) => Promise<T>,
  forMs: number,
  clock: Clock,
): (requestId: string) => Promise<T> {
  let known: { readonly answer: Promise<T>; readonly until: number } | null = null;
  return (requestId) => {
    if (known && clock.now() < known.until) return known.answer;
    const answer = ask(requestId);
    const mine = { answer, until: clock.now() + forMs };
    known = mine;
    answer.catch(() => {
      if (known === mine) known = null;
    });
    return answer;
  };
}
