import type { DeliveryState } from "../../store/for-scheduler.ts";

/** Names the ends of a delivery. */
export type SettledState = Exclude<DeliveryState, "scheduled" | "dispatching" | "retrying">;

/** An instant that a plan calls for. */
export interface CalledInstant {
  readonly plan: number;
  readonly at: number;
}

/** A delivery that there is. */
export interface Counted {
  readonly scheduledFor: number;
  /** The plan that it is of; below 0: beside the plan. */
  readonly ordinal: number;
  readonly state: DeliveryState;
}

/** `planned` is always what is settled, open and missing together. */
export interface OccurrenceCount {
  readonly planned: number;
  readonly settled: Readonly<Record<SettledState, number>>;
  /** Planned and not settled, those too that are not due yet and whose delivery is still to be written. */
  readonly open: number;
  readonly besidePlan: number;
  /** Planned instants that must have their delivery by now, and of whose plan none is there. */
  readonly holesAt: readonly number[];
}

/**
 * Counts what one schedule's plans call for against the deliveries there are. A delivery of a plan counts as
 * planned even where the plan no longer calls for its instant: it was planned, and ended with its plan.
 *
 * @param writtenThrough what is called up to this instant, inclusive, must have its delivery
 */
export function countOccurrences(
  called: readonly CalledInstant[],
  rows: readonly Counted[],
  writtenThrough: number,
): OccurrenceCount {
  const settled: Record<SettledState, number> = {
    succeeded: 0,
    dead_lettered: 0,
    expired: 0,
    canceled: 0,
    skipped: 0,
  };
  const planned = rows.filter(({ ordinal }) => ordinal >= 0);
  let open = 0;
  for (const { state } of planned) {
    if (isSettled(state)) settled[state]++;
    else open++;
  }
  const there = new Set(planned.map(({ ordinal, scheduledFor }) => keyOf(ordinal, scheduledFor)));
  const missing = there.size === 0 ? called : called.filter(({ plan, at }) => !there.has(keyOf(plan, at)));
  const holesAt = missing.filter(({ at }) => at <= writtenThrough).map(({ at }) => at);
  return {
    planned: planned.length + missing.length,
    settled,
    open: open + missing.length - holesAt.length,
    besidePlan: rows.length - planned.length,
    holesAt,
  };
}

function isSettled(state: DeliveryState): state is SettledState {
  return state !== "scheduled" && state !== "dispatching" && state !== "retrying";
}

function keyOf(plan: number, at: number): string {
  return `${plan} ${at}`;
}
