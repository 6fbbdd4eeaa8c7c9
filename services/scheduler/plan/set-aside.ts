import type { ScheduleRecord } from "../../store/for-scheduler.ts";
import { UnreadZoneRules } from "../zones/zone-book.ts";
import { nextEmission, type PlannedAhead, planAhead } from "./plan-ahead.ts";
import { byOwnRules, type RulesOf } from "./upcoming-occurrences.ts";

/**
 * Time until the next look at a schedule whose instants cannot be computed. Only a Node that knows its zone
 * or a change of the schedule can help, and neither comes sooner.
 */
const lookAgainMs = 300_000;
/**
 * Time until the next look when another scheduler has just recorded the zone's rules; this process reads them
 * within a second or two.
 */
const readAgainMs = 1_000;

/** The planned occurrences, or the reason why nothing was planned. */
export interface PlannedOrSetAside extends PlannedAhead {
  /** The error that prevented planning; null: none. */
  readonly problem: unknown;
}

/**
 * Plans ahead from now. A schedule whose instants cannot be computed, such as one in a zone that this Node no
 * longer knows, is left unchanged and tried again in 5 minutes. It does not stop others from being planned,
 * and can itself still be changed. Occurrences that fall due meanwhile are late, and the misfire policy
 * decides about them.
 */
export function planOrSetAside(
  schedule: ScheduleRecord,
  now: number,
  rulesOf: RulesOf = byOwnRules,
): PlannedOrSetAside {
  try {
    return { ...planAhead(schedule, now, schedule.planFrom, rulesOf), problem: null };
  } catch (problem) {
    const { plannedCount, plannedThrough, state } = schedule;
    const emitAt = now + againAfterMs(problem);
    return { deliveries: [], plannedCount, plannedThrough, state, emitAt, problem };
  }
}

/** As `nextEmission`; in 5 minutes when the instants cannot be computed. */
export function nextEmissionOrLater(
  schedule: ScheduleRecord,
  now: number,
  rulesOf: RulesOf = byOwnRules,
): number | null {
  try {
    return nextEmission(schedule, now, rulesOf);
  } catch (problem) {
    return now + againAfterMs(problem);
  }
}

function againAfterMs(problem: unknown): number {
  return problem instanceof UnreadZoneRules ? readAgainMs : lookAgainMs;
}
