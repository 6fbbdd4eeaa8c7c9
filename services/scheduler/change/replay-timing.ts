import { ServiceError } from "../../runtime/errors.ts";
import type { ScheduleRecord, TimingColumns } from "../../store/for-scheduler.ts";
import { noTiming } from "../judge/no-timing.ts";

/**
 * Returns the timing by which a one-shot that has ended fires again: now.
 *
 * @throws ServiceError `not_a_one_shot`, `schedule_not_finished`
 */
export function replayTiming(schedule: ScheduleRecord, now: number): TimingColumns {
  if (schedule.kind !== "one_shot") {
    throw new ServiceError(
      "not_a_one_shot",
      "Only a one-shot can be replayed; clone or trigger this schedule.",
    );
  }
  if (schedule.state === "active" || schedule.state === "paused") {
    throw new ServiceError(
      "schedule_not_finished",
      `The schedule is ${schedule.state}; it can be replayed once ended.`,
    );
  }
  const { timezone, dstGap, dstOverlap } = schedule;
  return { ...noTiming, fireAt: now, timezone, dstGap, dstOverlap };
}
