import type { ScheduleRecord } from "../../store/for-scheduler.ts";
import { UnreadZoneRules } from "../zones/zone-book.ts";
import { nextEmission, type PlannedAhead, planAhead } from "./plan-ahead.ts";
import { byOwnRules, type RulesOf } from "./upcoming-occurrences.ts";

/**
 * Between two looks at a schedule whose instants cannot be worked out: a Node that knows its zone again, or a
 * change of the schedule, takes longer to come.
 */
const lookAgainMs = 300_000;
/** And at one whose zone's rules another scheduler has just recorded: they are read within a second or two. */
const readAgainMs = 1_000;

/** Describes what is planned, or why nothing is. */
export interface PlannedOrSetAside extends PlannedAhead {
  /** What stood in the way; null: nothing. */
  readonly problem: unknown;
}

/**
 * Plans ahead from now. A schedule whose instants cannot be worked out, such as one in a zone that this Node no
 * longer knows, is left as it is and looked at again in 5 minutes: it must not keep others from being planned,
 * nor itself from being changed. What falls due meanwhile is then late, and its misfire policy decides.
 */
export function planOrSetAside(
  schedule: ScheduleRecord,
  now: number,
  rulesOf: RulesOf = byOwnRules,
): PlannedOrSetAside {
  try {
    return { ...planAhead(schedule, now, schedule.planFrom, rulesOf), problem: null };
  } catch (problem) {
    const { plannedCount, plannedThrough } = schedule;
    return { deliveries: [], plannedCount, plannedThrough, emitAt: now + againAfterMs(problem), problem };
  }
}

/** As `nextEmission`; in 5 minutes when the instants cannot be worked out. */
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
