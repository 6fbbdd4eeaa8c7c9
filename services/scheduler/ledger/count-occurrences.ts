import type { DeliveryState } from "../../store/for-scheduler.ts";

/** Names the ends of a delivery. */
export type SettledState = Exclude<DeliveryState, "scheduled" | "dispatching" | "retrying">;

/** An instant that a plan calls for. */
export interface CalledInstant {
  readonly plan: number;
  readonly at: number;
}

/** An existing delivery. */
export interface Counted {
  readonly scheduledFor: number;
  /** The plan that it belongs to; below 0: a replay or trigger. */
  readonly ordinal: number;
  readonly state: DeliveryState;
}

/** Counts of one ledger. `planned` always equals settled + open + missing. */
export interface OccurrenceCount {
  readonly planned: number;
  readonly settled: Readonly<Record<SettledState, number>>;
  /** Planned and not settled, including occurrences that are not due yet and have no delivery yet. */
  readonly open: number;
  readonly besidePlan: number;
  /** Planned instants that must have a delivery by now, but have none of their plan. */
  readonly holesAt: readonly number[];
}

/**
 * Compares the instants that one schedule's plans call for with the deliveries that exist. A delivery of a
 * plan counts as planned even when the plan no longer calls for its instant, since it was planned and ended
 * with its plan.
 *
 * @param writtenThrough every planned instant up to this one, inclusive, must have its delivery
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
