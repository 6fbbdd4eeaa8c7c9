import { z } from "zod";
import type { DeliveryReason } from "../../../sdk/src/index.ts";
import { deliveryReasons } from "../closed-sets.ts";
import { duration, errorOf, type Facts, failed, isLate } from "./facts.ts";

/** Codes of causes: the API's reasons, and causes inferred from attempts and the profile. */
export const causeCode = z.enum([
  ...Object.values(deliveryReasons),
  "attempts_failed",
  "attempts_used_up",
  "not_retried",
  "started_late",
  "ttl_passed",
  "waits_for_retry",
  "waits_for_its_time",
  "on_the_wire",
  "none_found",
]);

/** A cause of a delivery's state. */
export interface Cause {
  readonly code: z.infer<typeof causeCode>;
  readonly message: string;
}

/** Returns all causes, most important first; never empty. */
export function causesOf(facts: Facts): Cause[] {
  const found = [...fromReason(facts), ...fromState(facts), ...fromAttempts(facts), ...fromLateStart(facts)];
  return found.length > 0 ? found : [{ code: "none_found", message: "Nothing held it back." }];
}

/** Sentence for each reason. */
const reasons: Readonly<Record<DeliveryReason, string>> = {
  misfire: "It fell due while nothing ran, and the schedule's `misfire` says not to make up for it.",
  overlap:
    "An earlier occurrence of its schedule has not ended, and the schedule's `overlap` lets one run at a time.",
  paused: "Its schedule is, or was, paused.",
  no_credit: "The project had no credit when it fell due.",
  canceled: "It, or its schedule, was canceled.",
  rescheduled: "Its schedule got another timing.",
  breaker_open: "The circuit breaker of its destination is open: attempts there went on failing.",
  rate_limited: "Its destination's rate is used up for now.",
  concurrency: "Its destination has as many requests on the wire as it may.",
  endpoint_disabled: "Its endpoint profile is disabled.",
  secret_unreadable: "The secret that signs it cannot be opened: the service's SEALING_KEYS lack one.",
};

function fromReason({ delivery: { reason } }: Facts): Cause[] {
  return reason === null ? [] : [{ code: reason, message: reasons[reason] }];
}

function fromState(facts: Facts): Cause[] {
  const { state, reason, scheduled_for, next_attempt_at, expires_at } = facts.delivery;
  switch (state) {
    case "expired":
      return [{ code: "ttl_passed", message: `Its time to live ended at ${expires_at}, before it arrived.` }];
    case "dispatching":
      return [{ code: "on_the_wire", message: "An attempt has begun and is not settled." }];
    case "retrying":
      if (reason !== null) return [];
      return [{ code: "waits_for_retry", message: `It is tried again at ${next_attempt_at}.` }];
    case "scheduled":
      if (reason !== null || Date.parse(scheduled_for) <= facts.now) return [];
      return [{ code: "waits_for_its_time", message: `It is due at ${scheduled_for}.` }];
    case "dead_lettered":
      return [fromTheEnd(facts)];
    case "succeeded":
    case "canceled":
    case "skipped":
      return [];
  }
}

/**
 * Explains why the last attempt was the last. A profile's policy applies to schedules without one, so either may be
 * meant.
 */
function fromTheEnd({ delivery, attempts, schedule, endpoint }: Facts): Cause {
  const { attempt_count } = delivery;
  const limits = [schedule?.retry_policy.max_attempts, endpoint?.retry_policy?.max_attempts];
  if (limits.includes(attempt_count) || limits.every((limit) => limit === undefined)) {
    return {
      code: "attempts_used_up",
      message: `All attempts that its retry policy allows, ${attempt_count}, failed.`,
    };
  }
  const by = attempts[0] === undefined ? "its error" : errorOf(attempts[0]);
  return {
    code: "not_retried",
    message: `Its retry policy does not repeat ${by}, so it was given up after ${attempt_count} attempts.`,
  };
}

/** Counts the failures by their error. */
function fromAttempts(facts: Facts): Cause[] {
  const failures = failed(facts);
  if (failures.length === 0) return [];
  const counts = new Map<string, number>();
  for (const each of failures) counts.set(errorOf(each), (counts.get(errorOf(each)) ?? 0) + 1);
  const said = [...counts].map(([error, count]) => `${error} (${count})`).join(", ");
  return [
    {
      code: "attempts_failed",
      message: `Of ${facts.attempts.length} attempts ${failures.length} failed: ${said}.`,
    },
  ];
}

/** Explains a first attempt that is late although the API gives no reason. */
function fromLateStart({ now, delivery, endpoint }: Facts): Cause[] {
  const { offset_ms, reason, scheduled_for, first_attempt_at, state } = delivery;
  const waiting = state === "scheduled" && reason === null ? now - Date.parse(scheduled_for) : null;
  const lateMs = offset_ms ?? waiting;
  if (lateMs === null || !isLate(lateMs)) return [];
  const begun = first_attempt_at !== null;
  const message = `Its first attempt ${begun ? "began" : "has not begun,"} ${duration(lateMs)} after its time. ${likely(delivery, endpoint)}`;
  return [{ code: "started_late", message }];
}

/** Causes inferred from the facts; the API keeps no reason once a delivery has gone out. */
function likely(delivery: Facts["delivery"], endpoint: Facts["endpoint"]): string {
  const { scheduled_for, first_attempt_at, created_at } = delivery;
  const due = Date.parse(scheduled_for);
  const begun = first_attempt_at === null ? Number.POSITIVE_INFINITY : Date.parse(first_attempt_at);
  const isBetween = (at: string | null) => at !== null && Date.parse(at) > due && Date.parse(at) <= begun;
  if (isBetween(created_at)) {
    return `It was planned at ${created_at} only, after its time: nothing planned its schedule before.`;
  }
  if (endpoint !== null && isBetween(endpoint.breaker.changed_at)) {
    return `The circuit breaker of its profile changed in between, at ${endpoint.breaker.changed_at}.`;
  }
  if (endpoint !== null && isBetween(endpoint.updated_at)) {
    return `Its endpoint profile was changed in between, at ${endpoint.updated_at}; it may have been disabled until then.`;
  }
  if (endpoint !== null && (endpoint.max_per_second !== null || endpoint.max_concurrency !== null)) {
    return "Its profile limits how much is sent at once, so it may have waited for others.";
  }
  return "No limit of its destination is known: nothing ran at its time, or the dispatchers were behind.";
}
