import type { AheadOccurrence, ScheduleRecord } from "../../store/for-scheduler.ts";
import { upcomingOccurrences } from "../plan/upcoming-occurrences.ts";
import { parseCron } from "../timing/cron/parse-cron.ts";
import type { ZoneRules } from "../timing/offset-span.ts";
import { localTimeAt, resolveWallClock } from "../timing/wall-clock.ts";
import { agreeBetween } from "../timing/zone-answers.ts";

/** The rules that a plan was made by, and those that it shall go by. */
export interface ChangedRules {
  /** Null: nobody noted them; what was planned tells enough. */
  readonly before: ZoneRules | null;
  readonly now: ZoneRules;
  /** What the new plan notes. */
  readonly id: number;
}

/** A plan is compared up to so many occurrences; one with more is made anew. */
const mostCompared = 1_000;

/** When the new rules show what the old ones showed at an instant; the same where the cron follows elapsed time. */
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

/** True if the rules call for what has been called for up to now, and for what was planned ahead. */
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

/** True if these are just the instants that were planned, in that order. */
export function isSame(instants: readonly number[], planned: readonly AheadOccurrence[]): boolean {
  return (
    instants.length === planned.length && instants.every((at, index) => at === planned[index]?.scheduledFor)
  );
}
