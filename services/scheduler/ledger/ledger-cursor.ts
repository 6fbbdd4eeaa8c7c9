import { ServiceError } from "../../runtime/errors.ts";
import type { LedgerSpan } from "./read-ledger.ts";

/** The end of a portion of a ledger: its span, and the schedule before which the next portion continues. */
export interface LedgerCursor {
  readonly span: LedgerSpan;
  readonly before: Buffer;
}

/** Formats a cursor for the caller to hand back. */
export function toLedgerCursor({ span, before }: LedgerCursor): string {
  const bytes = Buffer.alloc(32);
  bytes.writeBigInt64BE(BigInt(span.from), 0);
  bytes.writeBigInt64BE(BigInt(span.to), 8);
  before.copy(bytes, 16);
  return bytes.toString("base64url");
}

/**
 * Parses a cursor; null: start at the first schedule.
 *
 * @throws ServiceError `invalid_cursor`
 */
export function fromLedgerCursor(cursor: string | undefined): LedgerCursor | null {
  if (cursor === undefined) return null;
  const bytes = Buffer.from(cursor, "base64url");
  if (bytes.length !== 32 || bytes.toString("base64url") !== cursor) throw invalid();
  const span = { from: Number(bytes.readBigInt64BE(0)), to: Number(bytes.readBigInt64BE(8)) };
  if (!(span.from < span.to && Number.isSafeInteger(span.to))) throw invalid();
  return { span, before: bytes.subarray(16) };
}

function invalid() {
  return new ServiceError(
    "invalid_cursor",
    "cursor must be the next_cursor of a portion of this ledger.",
    "cursor",
  );
}
