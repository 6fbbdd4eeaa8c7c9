/** A plan of `count` deliveries, the first due at `firstDueAt`, the others `everyMs` apart. */
export interface Plan {
  readonly count: number;
  readonly firstDueAt: number;
  /** 0: all at one instant. */
  readonly everyMs: number;
}

/** Returns the due time of delivery `index` (from 0), in whole milliseconds UTC. */
export function dueAt(plan: Plan, index: number): number {
  return plan.firstDueAt + Math.floor(index * plan.everyMs);
}

/** Returns delivery `index` for contenders other than Landfall, with a unique id. */
export function deliveryOf(plan: Plan, index: number): { id: string; scheduledForAt: number; body: string } {
  return { id: `${plan.firstDueAt}-${index}`, scheduledForAt: dueAt(plan, index), body: bodyText };
}

/** Returns the due time of the last one. */
export function lastDueAt(plan: Plan): number {
  return dueAt(plan, plan.count - 1);
}

/** The 256 bytes that every contender sends, as JSON. */
export const bodyText = JSON.stringify({ event: "bench", filler: "x".repeat(256 - 29) });
