import type { Attempt, Delivery, RetryPolicy } from "../../sdk.ts";
import { spanText } from "../../ui/value/instant-text.ts";
import { reasonText } from "../../ui/value/state.tsx";
import { lateFromMs } from "./verdict.ts";

/** One thing that happened, or will. */
export type Moment =
  | { readonly kind: "planned" | "due" | "ended" | "expires"; readonly at: string }
  | { readonly kind: "attempt"; readonly at: string; readonly attempt: Attempt }
  | { readonly kind: "wait"; readonly at: null; readonly text: string }
  | { readonly kind: "unlisted"; readonly at: null; readonly count: number }
  | { readonly kind: "next"; readonly at: string; readonly number: number };

/**
 * The way of a delivery from its plan to its end, in the order of time, with a line for each delay that says its reason.
 *
 * @param attempts newest first
 * @param policy of its schedule or profile; null if neither is known
 */
export function timelineOf(
  delivery: Delivery,
  attempts: readonly Attempt[],
  policy: RetryPolicy | null,
): Moment[] {
  const [oldest, ...others] = attempts.toReversed();
  const moments: Moment[] = start(delivery);
  if (oldest !== undefined) {
    if (oldest.number > 1) moments.push({ kind: "unlisted", at: null, count: oldest.number - 1 });
    else if (oldest.offset_ms >= lateFromMs)
      moments.push(wait(`Began ${spanText(oldest.offset_ms)} after its time.`));
    moments.push({ kind: "attempt", at: oldest.started_at, attempt: oldest });
    let before = oldest;
    for (const attempt of others) {
      moments.push(wait(between(before, attempt, policy)), {
        kind: "attempt",
        at: attempt.started_at,
        attempt,
      });
      before = attempt;
    }
  }
  return [...moments, ...rest(delivery, attempts[0], policy)];
}

/** "exponential from 5s, up to 1h, shortened at random" */
export function policyText(policy: RetryPolicy): string {
  const { strategy = "exponential", base = "5s", max = "1h", jitter = true, max_attempts = 8 } = policy;
  const waits = strategy === "list" ? "waits from a list" : `${strategy} from ${base}, up to ${max}`;
  if (max_attempts === 1) return "1 attempt, no retry";
  return `${max_attempts} attempts, ${waits}${jitter ? ", shortened at random" : ""}`;
}

function start({ created_at, scheduled_for }: Delivery): Moment[] {
  const planned = { kind: "planned", at: created_at } as const;
  const due = { kind: "due", at: scheduled_for } as const;
  return Date.parse(created_at) <= Date.parse(scheduled_for) ? [planned, due] : [due, planned];
}

function rest(delivery: Delivery, last: Attempt | undefined, policy: RetryPolicy | null): Moment[] {
  const { completed_at, next_attempt_at, attempt_count, state, reason, expires_at } = delivery;
  if (completed_at !== null) return [{ kind: "ended", at: completed_at }];
  if (next_attempt_at === null || state === "dispatching") return [];
  const next: Moment = { kind: "next", at: next_attempt_at, number: attempt_count + 1 };
  const why =
    reason !== null
      ? [wait(`Held back: ${reasonText[reason]}.`)]
      : last === undefined
        ? []
        : [wait(`Waits ${plannedWait(last, next_attempt_at)}, by ${policyName(policy)}.`)];
  return [...why, next, ...(expires_at === null ? [] : [{ kind: "expires", at: expires_at } as const])];
}

function between(before: Attempt, after: Attempt, policy: RetryPolicy | null): string {
  const text = `Waited ${plannedWait(before, before.next_attempt_at ?? after.started_at)}, by ${policyName(policy)}.`;
  const lateMs =
    before.next_attempt_at === null ? 0 : Date.parse(after.started_at) - Date.parse(before.next_attempt_at);
  return lateMs < lateFromMs ? text : `${text} Then began ${spanText(lateMs)} after that.`;
}

function plannedWait(before: Attempt, nextAt: string): string {
  return spanText(Math.max(0, Date.parse(nextAt) - Date.parse(before.started_at) - before.duration_ms));
}

function policyName(policy: RetryPolicy | null): string {
  return policy === null
    ? "its retry policy"
    : `its retry policy (${policyText(policy)}), or a longer Retry-After of the answer`;
}

function wait(text: string): Moment {
  return { kind: "wait", at: null, text };
}
