import type { ScheduleFields } from "../../../generated/rpc/landfall/scheduler/v1/schedule.ts";
import type { Destinations } from "../../rules/judge-destination.ts";
import type { TimingColumns } from "../../store/for-scheduler.ts";
import { judgeLabels, type Labels } from "./judge-labels.ts";
import { judgePolicies, type Policies } from "./judge-policies.ts";
import { type JudgedRequest, judgeRequest } from "./judge-request.ts";
import { type ForNewPlans, judgeTiming } from "./judge-timing.ts";

/** A schedule that keeps every rule of the public contract. */
export interface JudgedSchedule extends Policies, Labels {
  readonly timing: TimingColumns;
  readonly request: JudgedRequest;
}

/**
 * Checks all fields of a schedule.
 *
 * @param now the instant from which delays count
 * @param timed a timing that was checked before and is kept, even when its instant has passed meanwhile
 * @param forNewPlans chooses the zone rules for wall-clock times; absent: this Node's
 * @throws ServiceError that names the first field at fault
 */
export async function judgeSchedule(
  fields: ScheduleFields,
  destinations: Destinations,
  now: number,
  timed: TimingColumns | null = null,
  forNewPlans?: ForNewPlans,
): Promise<JudgedSchedule> {
  const timing = timed ?? judgeTiming(fields, now, forNewPlans);
  const policies = judgePolicies(fields);
  const labels = judgeLabels(fields);
  const request = await judgeRequest(fields, destinations);
  return { timing, request, ...policies, ...labels };
}
