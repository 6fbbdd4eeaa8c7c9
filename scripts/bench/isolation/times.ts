import type { Plan } from "../plan.ts";

/** The times of a run, in milliseconds UTC. Between `beforeEndsAt` and `attackAt` the attack may be felt already. */
export interface Times {
  readonly beforeAt: number;
  readonly beforeEndsAt: number;
  readonly attackAt: number;
  readonly endsAt: number;
}

const perSecond = 20;

/** Plans the times of a run. @param seconds of each of the two compared spans */
export function timesFrom(beforeAt: number, seconds: number, leadMs: number): Times {
  const beforeEndsAt = beforeAt + seconds * 1000;
  const attackAt = beforeEndsAt + leadMs;
  return { beforeAt, beforeEndsAt, attackAt, endsAt: attackAt + seconds * 1000 };
}

/** Plans the victim's deliveries: 20 a second over the whole run. */
export function victimPlan({ beforeAt, endsAt }: Times): Plan {
  const everyMs = 1000 / perSecond;
  return { count: Math.floor((endsAt - beforeAt) / everyMs), firstDueAt: beforeAt, everyMs };
}
