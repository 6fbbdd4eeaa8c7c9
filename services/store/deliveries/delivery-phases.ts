import type { Condition } from "../lists/newest-first.ts";
import { type DeliveryState, deliveryStates } from "./delivery-record.ts";

/** Where a delivery stands in the indexes: its state, but that an attempt on the wire leaves it where it was. */
export type DeliveryPhase = Exclude<DeliveryState, "dispatching">;

const phases = deliveryStates.filter((state) => state !== "dispatching");

/** The open ones of a schedule, by `schedule_phase`; occurrences of a one-shot stand apart, open and ended alike. */
export const ofOpenSchedulePhase = "schedule_phase IN ('scheduled', 'retrying', 'any')";

/** The columns of phases that stand before the id in an index. */
export type PhaseColumn = "phase" | "schedule_phase" | "endpoint_phase";

/** One condition for each phase that deliveries of a state can be in; null: of every state. */
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

/** True if the phase alone does not tell the state. */
function isMixed(phase: DeliveryPhase | "any"): boolean {
  return phase === "scheduled" || phase === "retrying" || phase === "any";
}
