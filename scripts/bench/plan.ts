/** Deliveries to be made: `count` of them, the first due at `firstDueAt`, the others `everyMs` apart. */
export interface Plan {
  readonly count: number;
  readonly firstDueAt: number;
  /** 0: all at one instant. */
  readonly everyMs: number;
}

/** When delivery `index` (from 0) is due: whole milliseconds, UTC. */
export function dueAt(plan: Plan, index: number): number {
  return plan.firstDueAt + Math.floor(index * plan.everyMs);
}

/** Delivery `index`, as every contender but Landfall has it; the id is like no other's. */
export function deliveryOf(plan: Plan, index: number): { id: string; scheduledForAt: number; body: string } {
  return { id: `${plan.firstDueAt}-${index}`, scheduledForAt: dueAt(plan, index), body: bodyText };
}

/** When the last one is due. */
export function lastDueAt(plan: Plan): number {
  return dueAt(plan, plan.count - 1);
}

/** The 256 bytes that every contender sends, as JSON. */
export const bodyText = JSON.stringify({ event: "bench", filler: "x".repeat(256 - 29) });
