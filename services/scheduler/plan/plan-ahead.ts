import { misfireDecisions, storedMisfire } from "../../rules/misfire.ts";
import type {
  DeliveryReason,
  NewDelivery,
  ScheduleRecord,
  ScheduleState,
} from "../../store/for-scheduler.ts";
import { newDelivery } from "./new-delivery.ts";
import { planWithoutCredit } from "./plan-without-credit.ts";
import { byOwnRules, type RulesOf, upcomingOccurrences } from "./upcoming-occurrences.ts";

/** Every occurrence up to this far ahead has its delivery; the next occurrence always has one. */
const aheadMs = 120_000;
/**
 * The emitter returns to a schedule when it is planned less far ahead than this plus the schedule's own share
 * of the spread.
 */
const refillMs = 60_000;
/** Schedules that fire in the same minute are emitted at different times within this span. */
const spreadMs = 30_000;
/**
 * Bound for one schedule in one pass, so that no schedule keeps the others waiting. The rest follows at once.
 */
const mostOccurrences = 1_000;

/** The deliveries to add to a schedule, and its new bookkeeping. */
export interface PlannedAhead {
  readonly deliveries: NewDelivery[];
  /** Occurrences that ran or may still run; skipped ones do not count towards `max_runs`. */
  readonly plannedCount: number;
  readonly plannedThrough: number | null;
  /** The instant to plan on; null: there is nothing more to plan. */
  readonly emitAt: number | null;
  /** Differs from the state before only where credits ran out or came back. */
  readonly state: ScheduleState;
}

/**
 * Plans the occurrences after the last planned one (after `from` if there is none): all that have fallen due,
 * all of the next two minutes, and at least one in the future. The misfire policy decides about those that
 * fell due before they were planned. In a paused schedule, occurrences that have fallen due are skipped and
 * future ones are held back. Planning stops when occurrences that ran or may still run reach `max_runs`; it
 * goes on when one of them ends without having run. In a prepaid schedule it also stops when no credit is
 * left: see `planWithoutCredit`.
 *
 * @param from where a plan without any occurrence yet begins, exclusive
 * @throws RangeError when the instants cannot be computed: see `planOrSetAside`
 */
export function planAhead(
  schedule: ScheduleRecord,
  now: number,
  from: number,
  rulesOf: RulesOf = byOwnRules,
): PlannedAhead {
  if (schedule.creditsLeft === 0) return planWithoutCredit(schedule, now, from, rulesOf);
  const runsLeft = Math.max((schedule.maxRuns ?? Number.MAX_SAFE_INTEGER) - schedule.plannedCount, 0);
  const mayPlan = Math.min(runsLeft, schedule.creditsLeft ?? runsLeft);
  const near = nearOccurrences(schedule, now, schedule.plannedThrough ?? from, mayPlan, rulesOf);
  const late = near.filter((at) => at <= now);
  // A one-shot is never a misfire: it is sent however late.
  const decisions =
    late.length > 0 && schedule.kind !== "one_shot" ? decideLate(schedule, late, now, rulesOf) : [];
  const deliveries: NewDelivery[] = [];
  let runs = 0;
  for (const [index, at] of near.entries()) {
    if (runs === mayPlan) break;
    const skippedFor = decisions[index] ?? null;
    deliveries.push(delivery(schedule, at, now, skippedFor));
    if (skippedFor === null) runs++;
  }
  const plannedThrough = deliveries.at(-1)?.scheduledFor ?? schedule.plannedThrough;
  const plannedCount = schedule.plannedCount + runs;
  const creditsLeft = schedule.creditsLeft === null ? null : schedule.creditsLeft - runs;
  const state = schedule.state === "exhausted" ? "active" : schedule.state;
  const next: ScheduleRecord = { ...schedule, state, creditsLeft, plannedCount, plannedThrough };
  return { deliveries, plannedCount, plannedThrough, state, emitAt: nextEmission(next, now, rulesOf) };
}

/**
 * Returns the instants to plan now: late ones, and at most `runsLeft` future ones. Computes them in growing
 * portions, since usually there are one or two but sometimes a thousand.
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
    // An occurrence that is far ahead is planned only when no nearer one would be waiting.
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

/** Returns the reason why each late occurrence is skipped; null: it is sent. */
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
 * Returns when the emitter must next look at a schedule; null: never. For a paused schedule that is when its
 * next planned occurrence falls due, so that it can be skipped, but no more often than active schedules are
 * refilled. For a prepaid schedule without credit it is when the last paid occurrence falls due.
 *
 * @throws RangeError when the instants cannot be computed: see `nextEmissionOrLater`
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
    const usual = Math.max(next?.at ?? plannedThrough, now + refillMs);
    if (schedule.creditsLeft === null) return usual;
    // Few credits plan only a little ahead, and what falls due after that must be skipped in time.
    const [unplanned] = upcomingOccurrences(schedule, plannedThrough, 1, rulesOf);
    return Math.min(usual, unplanned?.at ?? usual);
  }
  if (maxRuns !== null && plannedCount >= maxRuns) return null;
  if (schedule.creditsLeft === 0) return Math.max(plannedThrough, now);
  if (upcomingOccurrences(schedule, plannedThrough, 1, rulesOf).length === 0) return null;
  return schedule.state === "paused"
    ? now
    : Math.max(plannedThrough - refillMs - ownShareMs(schedule.id), now);
}

/**
 * Returns a schedule's own offset within the spread. Ids of one millisecond are consecutive; the
 * multiplication scatters them.
 */
function ownShareMs(id: Buffer): number {
  return (Math.imul(id.readUInt32BE(12), 0x9e3779b1) >>> 0) % spreadMs;
}
