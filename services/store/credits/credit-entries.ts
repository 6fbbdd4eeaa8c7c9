import type { Queryable } from "../session/connect.ts";

/** The reason why credits were added or taken away. */
export type CreditEntryKind =
  /** A wallet paid for them; its payment makes one entry at most. */
  | "purchase"
  /** An operator gave them. */
  | "grant"
  /** An operator paid unused ones back; its runs are below 0. */
  | "refund";

/** One change of a schedule's total; the total is the sum of its entries. */
export interface CreditEntry {
  readonly id: Buffer;
  readonly scheduleId: Buffer;
  readonly paymentId: Buffer | null;
  /** Below 0: a refund. */
  readonly runs: number;
  readonly kind: CreditEntryKind;
  readonly note: string | null;
  readonly createdAt: number;
}

/** Writes an entry, in the transaction that changes the total. */
export async function insertCreditEntry(transaction: Queryable, entry: CreditEntry): Promise<void> {
  await transaction.change(
    "INSERT INTO credit_entries (id, schedule_id, payment_id, runs, kind, note, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
    [entry.id, entry.scheduleId, entry.paymentId, entry.runs, entry.kind, entry.note, entry.createdAt],
  );
}
