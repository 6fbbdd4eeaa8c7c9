import type { PlanRecord } from "../../store/for-scheduler.ts";
import { byOwnRules, type RulesOf, upcomingIfKnown } from "../upcoming-occurrences.ts";

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
 * from its timing, by the rules it was planned by, alone: what was counted or written when it was planned is not asked, but for how many of
 * `maxRuns` earlier plans had used. None when they cannot be worked out (a zone that this Node no longer knows):
 * the ledger then has the deliveries that there are.
 */
export function* calledInstants(
  plan: PlanRecord,
  from: number,
  before: number,
  rulesOf: RulesOf = byOwnRules,
): Generator<CalledPortion> {
  const lastAt = Math.min(before - 1, plan.inForceUntil ?? Infinity);
  const bounded = { ...plan, endsAt: Math.min(plan.endsAt ?? Infinity, lastAt) };
  let { after, allowed } = beginning(plan, from, lastAt);
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

/** After which instant to begin, and how many there may be from there. */
function beginning(plan: PlanRecord, from: number, lastAt: number): { after: number; allowed: number } {
  const { inForceFrom, maxRuns, plannedBefore } = plan;
  const after = Math.max(from - 1, inForceFrom);
  if (maxRuns === null) return { after, allowed: Infinity };
  const allowed = Math.max(maxRuns - plannedBefore, 0);
  if ((lastAt - inForceFrom) / nearestMs < allowed) return { after, allowed };
  if (plan.kind !== "interval" || plan.everyMs === null) return { after: inForceFrom, allowed };
  // An interval's can be counted without walking them.
  const [first] = upcomingIfKnown({ ...plan, endsAt: null }, inForceFrom, 1);
  const passed = first && first.at <= after ? Math.floor((after - first.at) / plan.everyMs) + 1 : 0;
  return { after, allowed: allowed - passed };
}
