import type { Condition } from "../lists/newest-first.ts";
import { type DeliveryState, deliveryStates } from "./delivery-record.ts";

/**
 * Phase of a delivery in the indexes: its state, except that a delivery on the wire keeps the phase that it
 * had before.
 */
export type DeliveryPhase = Exclude<DeliveryState, "dispatching">;

const phases = deliveryStates.filter((state) => state !== "dispatching");

/**
 * Matches the open deliveries of a schedule, by `schedule_phase`. Occurrences of a one-shot, open and ended
 * alike, have the phase `any`.
 */
export const ofOpenSchedulePhase = "schedule_phase IN ('scheduled', 'retrying', 'any')";

/** The phase columns that come before the id in an index. */
export type PhaseColumn =
  /** For lists of a project. */
  | "phase"
  /** For lists of a schedule; `any` for all deliveries of a one-shot. */
  | "schedule_phase"
  /** For lists of a profile; null for deliveries to a URL of their own. */
  | "endpoint_phase";

/** Returns one condition for each phase that deliveries of a state can be in; null: of every state. */
export function byPhase(column: PhaseColumn, state: DeliveryState | null): Condition[] {
  const apart = column === "schedule_phase" ? (["any"] as const) : [];
  return [...phasesOf(state), ...apart].map((phase) =>
    state !== null && isMixed(phase)
      ? { sql: `d.${column} = ? AND d.state = ?`, bound: [phase, state] }
      : { sql: `d.${column} = ?`, bound: [phase] },
  );
}

function phasesOf(state: DeliveryState | null): readonly DeliveryPhase[] {
  if (state === null) return phases;
  return state === "dispatching" ? ["scheduled", "retrying"] : [state];
}

/** True if a phase holds deliveries of more than one state. */
function isMixed(phase: DeliveryPhase | "any"): boolean {
  return phase === "scheduled" || phase === "retrying" || phase === "any";
}
