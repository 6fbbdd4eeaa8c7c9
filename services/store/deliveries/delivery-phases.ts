import type { Condition } from "../newest-first.ts";
import { type DeliveryState, deliveryStates } from "./delivery-record.ts";

/** Where a delivery stands in the indexes: its state, but that an attempt on the wire leaves it where it was. */
export type DeliveryPhase = Exclude<DeliveryState, "dispatching">;

const phases = deliveryStates.filter((state) => state !== "dispatching");

/** The open ones of a schedule, by `schedule_phase`; occurrences of a one-shot stand apart, open and ended alike. */
export const ofOpenSchedulePhase = "schedule_phase IN ('scheduled', 'retrying', 'any')";

/** One condition for each phase that deliveries of a state can be in; null: of every state. */
export function byPhase(state: DeliveryState | null): Condition[] {
  return phasesOf(state).map((phase) => ({
    sql: `d.phase = ?${narrowed(phase, state)}`,
    bound: [phase, ...asked(phase, state)],
  }));
}

/** The same for those of one schedule. */
export function bySchedulePhase(state: DeliveryState | null): Condition[] {
  return [...phasesOf(state), "any" as const].map((phase) => ({
    sql: `d.schedule_phase = ?${narrowed(phase, state)}`,
    bound: [phase, ...asked(phase, state)],
  }));
}

function phasesOf(state: DeliveryState | null): readonly DeliveryPhase[] {
  if (state === null) return phases;
  return state === "dispatching" ? ["scheduled", "retrying"] : [state];
}

/** Whether the phase alone does not tell the state. */
function isMixed(phase: DeliveryPhase | "any"): boolean {
  return phase === "scheduled" || phase === "retrying" || phase === "any";
}

function narrowed(phase: DeliveryPhase | "any", state: DeliveryState | null): string {
  return state !== null && isMixed(phase) ? " AND d.state = ?" : "";
}

function asked(phase: DeliveryPhase | "any", state: DeliveryState | null): string[] {
  return state !== null && isMixed(phase) ? [state] : [];
}
