import { ServiceError } from "../../runtime/errors.ts";
import type { LedgerSpan } from "./read-ledger.ts";

const usualSpanMs = 86_400_000;
const longestSpanMs = 31 * 86_400_000;
/** An attempt may go out, and end, this much ahead of its occurrence at most. */
const earliestEndMs = 1_000;

/**
 * The span of time that a caller means: the 24 hours until now where nothing is said.
 *
 * @throws ServiceError `invalid_parameter` when it is empty or longer than 31 days
 */
export function ledgerSpan(fromMs: number | undefined, toMs: number | undefined, now: number): LedgerSpan {
  const to = toMs ?? now;
  const from = fromMs ?? to - usualSpanMs;
  if (from >= to)
    throw new ServiceError("invalid_parameter", "from must be before to, which is now by default.", "from");
  if (to - from > longestSpanMs) {
    throw new ServiceError("invalid_parameter", "from may be at most 31 days before to.", "from");
  }
  return { from, to };
}

/**
 * The part of a span of which every delivery is still there.
 *
 * @param cutOffAt what ended before this instant may have been purged
 * @returns with the instant where it begins now, or null when nothing was cut
 */
export function retainedSpan(
  { from, to }: LedgerSpan,
  cutOffAt: number,
): { span: LedgerSpan; retainedFrom: number | null } {
  const keptFrom = cutOffAt + earliestEndMs;
  if (from >= keptFrom) return { span: { from, to }, retainedFrom: null };
  return { span: { from: Math.min(keptFrom, to), to }, retainedFrom: keptFrom };
}
