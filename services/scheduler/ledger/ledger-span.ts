import { ServiceError } from "../../runtime/errors.ts";
import type { LedgerSpan } from "./read-ledger.ts";

const usualSpanMs = 86_400_000;
const longestSpanMs = 31 * 86_400_000;
/** The longest time by which an attempt may go out, and end, before its occurrence. */
const earliestEndMs = 1_000;

/**
 * Reads the span that a caller asks for; the default is the 24 hours until now.
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
 * Cuts a span to the part of which no delivery has been purged.
 *
 * @param cutOffAt deliveries that ended before this instant may have been purged
 * @returns the span, and the instant where it begins now, or null when nothing was cut
 */
export function retainedSpan(
  { from, to }: LedgerSpan,
  cutOffAt: number,
): { span: LedgerSpan; retainedFrom: number | null } {
  const keptFrom = cutOffAt + earliestEndMs;
  if (from >= keptFrom) return { span: { from, to }, retainedFrom: null };
  return { span: { from: Math.min(keptFrom, to), to }, retainedFrom: keptFrom };
}
