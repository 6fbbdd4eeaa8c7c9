import type { KeyRing } from "../../runtime/sealing.ts";
import { newUlid } from "../../runtime/ulid.ts";
import {
  type OpenDelivery,
  type RekeyedDelivery,
  type ScheduleChange,
  type ScheduleRecord,
  unspent,
} from "../../store/for-scheduler.ts";
import { newRequest } from "../create/new-schedule.ts";
import type { JudgedSchedule } from "../judge/judge-schedule.ts";
import { planAhead } from "../plan/plan-ahead.ts";
import { planBacklog } from "../plan/plan-backlog.ts";
import { byOwnRules, type RulesOf } from "../plan/upcoming-occurrences.ts";
import { mustBeEditable, planned, splitOpen } from "./lifecycle.ts";
import type { UpdatedFields } from "./updated-fields.ts";

/** Largest lead of one scheduler's clock over another's. */
const mostAheadMs = 10_000;

/**
 * Decides how an update changes a schedule and its open deliveries. When the plan changes, its open
 * occurrences end as canceled (`rescheduled`) and the new plan begins now. When only the request changes,
 * they go on with the new one. Pure; the store applies the change.
 *
 * @throws ServiceError `schedule_not_editable`, `delivery_in_flight`
 */
export function updateChange(
  schedule: ScheduleRecord,
  open: readonly OpenDelivery[],
  judged: JudgedSchedule,
  update: UpdatedFields,
  keys: KeyRing,
  now: number,
  rulesOf: RulesOf = byOwnRules,
): ScheduleChange {
  mustBeEditable(schedule);
  const { timing, request: judgedRequest, ...labels } = judged;
  const request = update.requests
    ? newRequest(schedule, judgedRequest, schedule.request.traceparent, keys, now)
    : null;
  const relabeled: ScheduleRecord = { ...schedule, ...labels, request: request ?? schedule.request };
  if (!update.replans) {
    if (request) splitOpen(schedule, open.filter(planned));
    const claimed = open.filter((each) => planned(each) && each.state !== "dispatching");
    return {
      schedule: relabeled,
      request,
      rekey: request && update.resends ? rekeyed(open, now) : [],
      // Gives back deliveries that were claimed under the old policies, so that they are judged again.
      release: update.rejudges ? claimed.filter(({ reason }) => reason !== "paused").map(({ id }) => id) : [],
    };
  }
  const { waiting, inFlight } = splitOpen(schedule, open.filter(planned));
  const missed = planBacklog(schedule, now, rulesOf);
  // An attempt on the wire may still become a run.
  const plannedBefore = schedule.runCount + inFlight.length;
  const planFrom = beginsAt(schedule, now);
  const replanned: ScheduleRecord = {
    ...relabeled,
    ...timing,
    anchorAt:
      update.keepsAnchor && timing.kind === "interval"
        ? (schedule.anchorAt ?? timing.anchorAt)
        : timing.anchorAt,
    plan: schedule.plan + 1,
    planFrom,
    plannedBefore,
    plannedCount: plannedBefore,
    plannedThrough: null,
    // Deliveries that end here without an attempt give their credits back.
    creditsLeft: schedule.creditsLeft === null ? null : schedule.creditsLeft + unspentWaiting(open).length,
  };
  const { deliveries, ...plannedAhead } = planAhead(replanned, now, planFrom, rulesOf);
  return {
    schedule: { ...replanned, ...plannedAhead },
    request,
    cancel: { ids: waiting, reason: "rescheduled" },
    mark: { ids: inFlight, reason: "rescheduled" },
    insert: [...missed, ...deliveries],
  };
}

function unspentWaiting(open: readonly OpenDelivery[]): OpenDelivery[] {
  return unspent(open).filter(({ state }) => state !== "dispatching");
}

/**
 * Gives a new idempotency key to occurrences that a receiver has seen, or may be seeing now: from now on they
 * send a different request.
 */
function rekeyed(open: readonly OpenDelivery[], now: number): RekeyedDelivery[] {
  const attempted = open.filter((each) => planned(each) && each.attemptCount > 0);
  return attempted.map(({ id }) => ({ id, idempotencyId: newUlid(now) }));
}

/**
 * Makes plans follow one another even when the clocks of two schedulers differ. A plan that begins well in
 * the future, because its zone's rules put the wall clock back, is replaced from now on.
 */
function beginsAt({ planFrom }: ScheduleRecord, now: number): number {
  return planFrom > now + mostAheadMs ? now : Math.max(now, planFrom);
}
