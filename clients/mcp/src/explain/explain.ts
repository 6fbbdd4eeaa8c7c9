import { type Cause, causesOf } from "./causes.ts";
import { type Evidence, evidenceOf } from "./evidence.ts";
import { type Facts, lateBy } from "./facts.ts";
import { nextStep } from "./next-steps.ts";
import { judge, type Verdict } from "./verdicts.ts";

export { causeCode } from "./causes.ts";
export { verdict } from "./verdicts.ts";

/** Explanation of a delivery. */
export interface Explanation {
  readonly verdict: Verdict;
  /** Lateness in milliseconds; null: it was not sent. */
  readonly late_by_ms: number | null;
  readonly causes: Cause[];
  readonly evidence: Evidence[];
  readonly next_step: string;
}

/** Explains a delivery from the given facts alone. */
export function explain(facts: Facts): Explanation {
  const found = judge(facts);
  return {
    verdict: found,
    late_by_ms: lateBy(facts),
    causes: causesOf(facts),
    evidence: evidenceOf(facts),
    next_step: nextStep(found, facts),
  };
}
