import type { Delivery } from "../../sdk.ts";

/** The next delivery of a schedule. */
export interface Upcoming {
  readonly delivery: Delivery;
  /** Number of deliveries of the schedule that are due in the same time. */
  readonly times: number;
}

/** The deliveries due before `untilMs`, one of each schedule, the soonest first. */
export function nextBySchedule(deliveries: readonly Delivery[], untilMs: number): Upcoming[] {
  const due = deliveries
    .filter(({ next_attempt_at: at }) => at !== null && Date.parse(at) < untilMs)
    .sort((one, other) => (one.next_attempt_at ?? "").localeCompare(other.next_attempt_at ?? ""));
  const groups = Map.groupBy(due, ({ schedule_id }) => schedule_id);
  return [...groups.values()].flatMap((members) => {
    const [delivery] = members;
    return delivery === undefined ? [] : [{ delivery, times: members.length }];
  });
}
