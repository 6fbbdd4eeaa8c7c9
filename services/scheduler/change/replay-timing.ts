import type { ErrorCode } from "../../../generated/rpc/error-codes.ts";
import { ServiceError } from "../../runtime/errors.ts";
import type { ScheduleRecord, TimingColumns } from "../../store/for-scheduler.ts";

/**
 * When a one-shot that has ended fires again: now.
 *
 * @throws ServiceError `not_a_one_shot`, `schedule_not_finished`
 */
export function replayTiming(schedule: ScheduleRecord, now: number): TimingColumns {
  if (schedule.kind !== "one_shot") {
    throw conflict("not_a_one_shot", "Only a one-shot can be replayed; clone or trigger this schedule.");
  }
  if (schedule.state === "active" || schedule.state === "paused") {
    throw conflict(
      "schedule_not_finished",
      `The schedule is ${schedule.state}; it can be replayed once ended.`,
    );
  }
  return {
    kind: "one_shot",
    fireAt: now,
    localFireAt: null,
    cron: null,
    every: null,
    everyMs: null,
    anchorAt: null,
    timezone: schedule.timezone,
    zoneRules: null,
    dstGap: schedule.dstGap,
    dstOverlap: schedule.dstOverlap,
    startsAt: null,
    endsAt: null,
    maxRuns: null,
  };
}

function conflict(code: ErrorCode, message: string): ServiceError<ErrorCode> {
  return new ServiceError("conflict", code, message);
}
