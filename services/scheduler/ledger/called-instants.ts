import type { PlanRecord } from "../../store/for-scheduler.ts";
import { byOwnRules, type RulesOf, upcomingIfKnown } from "../plan/upcoming-occurrences.ts";

/** Instants computed at once. Usually a plan has a few, sometimes a million. */
const firstPortion = 16;
const laterPortion = 1_000;
/** No timing has two occurrences closer together than this. */
const nearestMs = 1_000;

/** Some of the instants that a plan calls for. */
export interface CalledPortion {
  /** Ascending, and within the requested range. */
  readonly instants: readonly number[];
  /** Number of instants computed, including those before the range. */
  readonly walked: number;
}

/**
 * Computes the instants in [from, before) that a plan calls for while it is in force, in portions, ascending.
 * Uses the plan's timing and the zone rules that it was planned by.
 *
 * The number that `maxRuns` allows depends on what was skipped. The plan therefore calls for every instant up
 * to `plannedThrough`, where its deliveries have been written, and after that for as many as are left. Yields
 * nothing when the instants cannot be computed (a zone that this Node no longer knows); the ledger then
 * counts only the deliveries that exist.
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
  /** Instants before this one are computed but not returned. */
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

/** Returns how many instants `maxRuns` allows, and the instant after which it starts to bound the plan. */
function runsAllowed(plan: PlanRecord): { boundedAfter: number; allowed: number } {
  const { maxRuns, plannedCount, plannedBefore, plannedThrough, inForceFrom } = plan;
  if (maxRuns === null) return { boundedAfter: inForceFrom, allowed: Infinity };
  if (plannedCount === null)
    return { boundedAfter: inForceFrom, allowed: Math.max(maxRuns - plannedBefore, 0) };
  const boundedAfter = Math.max(plannedThrough ?? inForceFrom, inForceFrom);
  return { boundedAfter, allowed: Math.max(maxRuns - plannedCount, 0) };
}

/** Returns the instant to start from in the part that `maxRuns` bounds, and how many may follow it. */
function beginning(plan: PlanRecord, boundedAfter: number, allowed: number, start: number, lastAt: number) {
  const after = Math.max(start, boundedAfter);
  if ((lastAt - boundedAfter) / nearestMs < allowed) return { after, allowed };
  if (plan.kind !== "interval" || plan.everyMs === null) return { after: boundedAfter, allowed };
  // The occurrences of an interval can be counted without computing each.
  const [first] = upcomingIfKnown({ ...plan, endsAt: null }, boundedAfter, 1);
  const passed = first && first.at <= after ? Math.floor((after - first.at) / plan.everyMs) + 1 : 0;
  return { after, allowed: allowed - passed };
}
