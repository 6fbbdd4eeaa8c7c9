import type { Plan } from "../plan.ts";

/** When what happens, milliseconds UTC. Between `beforeEndsAt` and `attackAt` the attack may be felt already. */
export interface Times {
  readonly beforeAt: number;
  readonly beforeEndsAt: number;
  readonly attackAt: number;
  readonly endsAt: number;
}

const perSecond = 20;

/** @param seconds of each of the two stretches that are compared */
export function timesFrom(beforeAt: number, seconds: number, leadMs: number): Times {
  const beforeEndsAt = beforeAt + seconds * 1000;
  const attackAt = beforeEndsAt + leadMs;
  return { beforeAt, beforeEndsAt, attackAt, endsAt: attackAt + seconds * 1000 };
}

/** The victim's deliveries: 20 a second from the first instant to the last. */
export function victimPlan({ beforeAt, endsAt }: Times): Plan {
  const everyMs = 1000 / perSecond;
  return { count: Math.floor((endsAt - beforeAt) / everyMs), firstDueAt: beforeAt, everyMs };
}
