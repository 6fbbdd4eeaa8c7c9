import type { AheadOccurrence, ScheduleRecord } from "../../store/for-scheduler.ts";
import { upcomingOccurrences } from "../plan/upcoming-occurrences.ts";
import { parseCron } from "../timing/cron/parse-cron.ts";
import type { ZoneRules } from "../timing/offset-span.ts";
import { localTimeAt, resolveWallClock } from "../timing/wall-clock.ts";
import { agreeBetween } from "../timing/zone-answers.ts";

/** The rules by which a plan was made, and those that replace them. */
export interface ChangedRules {
  /** Null: not recorded; the planned instants are compared instead. */
  readonly before: ZoneRules | null;
  readonly now: ZoneRules;
  /** The record id that the new plan stores. */
  readonly id: number;
}

/** Bound on the occurrences that are compared; a plan with more is replanned without comparing. */
const mostCompared = 1_000;

/**
 * Returns the instant at which the new rules show the wall time that the old ones showed at `at`. Returns
 * `at` itself where the cron follows elapsed time.
 */
export function movedInstant(schedule: ScheduleRecord, at: number, { before, now }: ChangedRules): number {
  const zone = schedule.timezone ?? "UTC";
  if (before === null || followsElapsedTime(schedule)) return at;
  const localMs = localTimeAt(at, zone, before);
  if (localTimeAt(at, zone, now) === localMs) return at;
  return resolveWallClock(localMs, zone, { gap: "end", overlap: "first" }, now)[0]?.at ?? at;
}

function followsElapsedTime({ cron }: ScheduleRecord): boolean {
  const expression = parseCron(cron ?? "");
  return !("problem" in expression) && expression.everyHour;
}

/** True if the new rules give the same occurrences, both up to now and among those planned ahead. */
export function isSamePlan(
  schedule: ScheduleRecord,
  planned: readonly AheadOccurrence[],
  through: number,
  { before, now }: ChangedRules,
): boolean {
  const zone = schedule.timezone ?? "UTC";
  if (before !== null && !agreeBetween(before, now, zone, schedule.planFrom, through)) return false;
  const plannedThrough = schedule.plannedThrough ?? through;
  const called = upcomingOccurrences(schedule, through, mostCompared, () => now)
    .map(({ at }) => at)
    .filter((at) => at <= plannedThrough);
  const inOrder = planned.toSorted((one, other) => one.scheduledFor - other.scheduledFor);
  return called.length < mostCompared && isSame(called, inOrder);
}

/** True if the instants are exactly those that were planned, in the same order. */
export function isSame(instants: readonly number[], planned: readonly AheadOccurrence[]): boolean {
  return (
    instants.length === planned.length && instants.every((at, index) => at === planned[index]?.scheduledFor)
  );
}
