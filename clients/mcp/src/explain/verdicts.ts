import { z } from "zod";
import { type Facts, isLate, lateBy } from "./facts.ts";

/** One-word verdicts on a delivery. */
export const verdict = z
  .enum([
    "on_time",
    "late",
    "not_due",
    "overdue",
    "in_flight",
    "held",
    "retrying",
    "dead",
    "expired",
    "canceled",
    "skipped",
  ])
  .describe(
    "on_time, late: it arrived. not_due, overdue, in_flight, held, retrying: it is open. dead: all attempts failed. " +
      "expired, canceled, skipped: it ended without arriving.",
  );

/** One of them. */
export type Verdict = z.infer<typeof verdict>;

/** Judges a delivery. */
export function judge(facts: Facts): Verdict {
  const { state, reason } = facts.delivery;
  const late = lateBy(facts);
  switch (state) {
    case "succeeded":
      return isLate(late) ? "late" : "on_time";
    case "dead_lettered":
      return "dead";
    case "expired":
    case "canceled":
    case "skipped":
      return state;
    case "dispatching":
      return "in_flight";
    case "scheduled":
    case "retrying":
      if (reason !== null) return "held";
      if (state === "retrying") return "retrying";
      return isLate(late) ? "overdue" : "not_due";
  }
}
