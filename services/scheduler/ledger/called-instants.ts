import type { PlanRecord } from "../../store/for-scheduler.ts";
import { byOwnRules, type RulesOf, upcomingIfKnown } from "../plan/upcoming-occurrences.ts";

/** Asked for at once: mostly there are a few, at times a million. */
const firstPortion = 16;
const laterPortion = 1_000;
/** No timing has two occurrences nearer to each other. */
const nearestMs = 1_000;

/** Some of the instants that a plan calls for. */
export interface CalledPortion {
  /** Ascending, of the range that was asked for. */
  readonly instants: readonly number[];
  /** How many were worked out for it, those before the range included. */
  readonly walked: number;
}

/**
 * The instants in [from, before) that a plan calls for while it is in force, in portions, ascending. Worked out
 * from its timing, by the rules of its zone that it was planned by. How many `maxRuns` allows depends on what was
 * skipped: the plan calls for all up to where it was written (`plannedThrough`), and from there on for as many as are
 * left. None when they cannot be worked out (a zone that this Node no longer knows): the ledger then has the deliveries
 * that there are.
 */
export function* calledInstants(
  plan: PlanRecord,
  from: number,
  before: number,
  rulesOf: RulesOf = byOwnRules,
): Generator<CalledPortion> {
  const lastAt = Math.min(before - 1, plan.inForceUntil ?? Infinity);
  const start = Math.max(from - 1, plan.inForceFrom);
  const { boundedAfter, allowed } = runsAllowed(plan);
  if (allowed === Infinity) return yield* walk(plan, { after: start, lastAt, from, allowed }, rulesOf);
  if (start < boundedAfter) {
    const through = Math.min(lastAt, boundedAfter);
    yield* walk(plan, { after: start, lastAt: through, from, allowed: Infinity }, rulesOf);
  }
  yield* walk(plan, { ...beginning(plan, boundedAfter, allowed, start, lastAt), lastAt, from }, rulesOf);
}

interface Walk {
  /** Exclusive. */
  readonly after: number;
  readonly lastAt: number;
  /** Those before are walked, not called. */
  readonly from: number;
  readonly allowed: number;
}

function* walk(
  plan: PlanRecord,
  { after, lastAt, from, allowed }: Walk,
  rulesOf: RulesOf,
): Generator<CalledPortion> {
  const bounded = { ...plan, endsAt: Math.min(plan.endsAt ?? Infinity, lastAt) };
  for (let portion = firstPortion; allowed > 0 && after < lastAt; portion = laterPortion) {
    const count = Math.min(portion, allowed);
    const found = upcomingIfKnown(bounded, after, count, rulesOf)
      .map(({ at }) => at)
      .filter((at) => at <= lastAt);
    if (found.length === 0) return;
    yield { instants: found.filter((at) => at >= from), walked: found.length };
    if (found.length < count) return;
    after = found.at(-1) ?? lastAt;
    allowed -= found.length;
  }
}

/** How many instants after which one `maxRuns` lets a plan call for. */
function runsAllowed(plan: PlanRecord): { boundedAfter: number; allowed: number } {
  const { maxRuns, plannedCount, plannedBefore, plannedThrough, inForceFrom } = plan;
  if (maxRuns === null) return { boundedAfter: inForceFrom, allowed: Infinity };
  if (plannedCount === null)
    return { boundedAfter: inForceFrom, allowed: Math.max(maxRuns - plannedBefore, 0) };
  const boundedAfter = Math.max(plannedThrough ?? inForceFrom, inForceFrom);
  return { boundedAfter, allowed: Math.max(maxRuns - plannedCount, 0) };
}

/** After which instant to begin with what is bounded, and how many there may be from there. */
function beginning(plan: PlanRecord, boundedAfter: number, allowed: number, start: number, lastAt: number) {
  const after = Math.max(start, boundedAfter);
  if ((lastAt - boundedAfter) / nearestMs < allowed) return { after, allowed };
  if (plan.kind !== "interval" || plan.everyMs === null) return { after: boundedAfter, allowed };
  // An interval's can be counted without walking them.
  const [first] = upcomingIfKnown({ ...plan, endsAt: null }, boundedAfter, 1);
  const passed = first && first.at <= after ? Math.floor((after - first.at) / plan.everyMs) + 1 : 0;
  return { after, allowed: allowed - passed };
}
