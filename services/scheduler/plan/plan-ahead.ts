import { misfireDecisions, storedMisfire } from "../../rules/misfire.ts";
import type { DeliveryReason, NewDelivery, ScheduleRecord } from "../../store/for-scheduler.ts";
import { newDelivery } from "./new-delivery.ts";
import { byOwnRules, type RulesOf, upcomingOccurrences } from "./upcoming-occurrences.ts";

/** Occurrences this far ahead have their delivery, and in any case the next one has. */
const aheadMs = 120_000;
/** The emitter comes back when what is planned reaches less far than this, plus the schedule's own share of the spread. */
const refillMs = 60_000;
/** Schedules that fire on the same minute are emitted at different moments of this span. */
const spreadMs = 30_000;
/** Of one schedule in one pass; the rest follows at once, so that no schedule keeps the others waiting. */
const mostOccurrences = 1_000;

/** The deliveries to add to a schedule, and what its bookkeeping is after that. */
export interface PlannedAhead {
  readonly deliveries: NewDelivery[];
  /** Those that ran or may still run; what was skipped uses up none of `max_runs`. */
  readonly plannedCount: number;
  readonly plannedThrough: number | null;
  /** When to plan on; null: there is nothing more to plan. */
  readonly emitAt: number | null;
}

/**
 * Plans the occurrences after the last planned one (after `from`, when there is none): all that have fallen
 * due, all of the next two minutes, and at least one that has not fallen due. What fell due before it was planned
 * goes by the schedule's misfire policy; what falls due in a paused schedule is skipped, and what lies ahead of
 * it is held back. Planning stops where all that ran and all that may still run come to `max_runs`; it goes on
 * when one of them ends without having run.
 *
 * @param from where a plan that has no occurrence yet begins, exclusive
 * @throws RangeError when the instants cannot be worked out: see `planOrSetAside`
 */
export function planAhead(
  schedule: ScheduleRecord,
  now: number,
  from: number,
  rulesOf: RulesOf = byOwnRules,
): PlannedAhead {
  const runsLeft = Math.max((schedule.maxRuns ?? Number.MAX_SAFE_INTEGER) - schedule.plannedCount, 0);
  const near = nearOccurrences(schedule, now, schedule.plannedThrough ?? from, runsLeft, rulesOf);
  const late = near.filter((at) => at <= now);
  // A one-shot is never a misfire: however late, it is sent.
  const decisions =
    late.length > 0 && schedule.kind !== "one_shot" ? decideLate(schedule, late, now, rulesOf) : [];
  const deliveries: NewDelivery[] = [];
  let runs = 0;
  for (const [index, at] of near.entries()) {
    if (runs === runsLeft) break;
    const skippedFor = decisions[index] ?? null;
    deliveries.push(delivery(schedule, at, now, skippedFor));
    if (skippedFor === null) runs++;
  }
  const plannedThrough = deliveries.at(-1)?.scheduledFor ?? schedule.plannedThrough;
  const plannedCount = schedule.plannedCount + runs;
  const emitAt = nextEmission({ ...schedule, plannedCount, plannedThrough }, now, rulesOf);
  return { deliveries, plannedCount, plannedThrough, emitAt };
}

/**
 * The instants to plan now, late ones and no more than `runsLeft` that lie ahead. Asked for in growing portions:
 * mostly it is one or two, at times a thousand.
 */
function nearOccurrences(
  schedule: ScheduleRecord,
  now: number,
  after: number,
  runsLeft: number,
  rulesOf: RulesOf,
): number[] {
  if (runsLeft === 0) return [];
  for (let portion = 3; ; portion *= 8) {
    const count = Math.min(portion, mostOccurrences);
    const found = upcomingOccurrences(schedule, after, count, rulesOf).map(({ at }) => at);
    // One that is too far ahead is planned only when nothing nearer would be waiting.
    const near = found.filter(
      (at, index) =>
        schedule.kind === "one_shot" ||
        at <= now + aheadMs ||
        (found[index - 1] ?? schedule.plannedThrough ?? -Infinity) <= now + refillMs + spreadMs,
    );
    if (near.length < found.length || found.length < count || count === mostOccurrences) return near;
    if (near.filter((at) => at > now).length >= runsLeft) return near;
  }
}

/** Why each late occurrence is skipped; null: it is sent. */
function decideLate(
  schedule: ScheduleRecord,
  late: readonly number[],
  now: number,
  rulesOf: RulesOf,
): (DeliveryReason | null)[] {
  if (schedule.state === "paused") return late.map(() => "paused");
  const newest = late.at(-1) ?? now;
  const newer = upcomingOccurrences(schedule, newest, schedule.misfireMax + 1, rulesOf).filter(
    ({ at }) => at <= now,
  );
  const dueAts = [...late, ...newer.map(({ at }) => at)];
  const decisions = misfireDecisions(dueAts, now, storedMisfire(schedule));
  return late.map((_, index) => (decisions[index] === "skip" ? "misfire" : null));
}

function delivery(
  schedule: ScheduleRecord,
  at: number,
  now: number,
  skippedFor: DeliveryReason | null,
): NewDelivery {
  const planned = newDelivery(schedule, at, now);
  const parked = schedule.state === "paused";
  return {
    ...planned,
    state: skippedFor === null ? "scheduled" : "skipped",
    reason: skippedFor ?? (parked ? "paused" : null),
    claimAt: parked ? planned.expiresAt : at,
  };
}

/**
 * When the emitter must next look at a schedule; null: never. A paused one is looked at when its next planned
 * occurrence falls due, which is then skipped, but not more often than the plan of others is refilled.
 *
 * @throws RangeError when the instants cannot be worked out: see `nextEmissionOrLater`
 */
export function nextEmission(
  schedule: ScheduleRecord,
  now: number,
  rulesOf: RulesOf = byOwnRules,
): number | null {
  const { plannedThrough, plannedCount, maxRuns } = schedule;
  if (schedule.kind === "one_shot" || plannedThrough === null) return null;
  if (schedule.state === "paused" && plannedThrough > now) {
    const [next] = upcomingOccurrences(schedule, now, 1, rulesOf);
    return Math.max(next?.at ?? plannedThrough, now + refillMs);
  }
  if (maxRuns !== null && plannedCount >= maxRuns) return null;
  if (upcomingOccurrences(schedule, plannedThrough, 1, rulesOf).length === 0) return null;
  return schedule.state === "paused"
    ? now
    : Math.max(plannedThrough - refillMs - ownShareMs(schedule.id), now);
}

/** Each schedule's own place in the spread. Ids of one millisecond follow one another, hence the multiplication. */
function ownShareMs(id: Buffer): number {
  return (Math.imul(id.readUInt32BE(12), 0x9e3779b1) >>> 0) % spreadMs;
}
