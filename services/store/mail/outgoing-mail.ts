import type { RowDataPacket } from "mysql2/promise";
import type { Queryable, Store } from "../session/connect.ts";

/** A mail that is to be sent. */
export interface OutgoingMail {
  readonly id: Buffer;
  /** Address and text, sealed for this row. */
  readonly sealed: Buffer;
  /** Attempts so far. */
  readonly attemptCount: number;
  /** The mail is dropped after this instant. */
  readonly expiresAt: number;
}

interface MailRow extends RowDataPacket {
  id: Buffer;
  sealed: Buffer;
  attempt_count: number;
  expires_at: number;
}

/** Names the row that a mail is sealed for. */
export function mailSealContext(id: Buffer): string {
  return `outgoing_mail:${id.toString("hex")}`;
}

/** Queues a mail, to be sent now. */
export async function insertOutgoingMail(
  transaction: Queryable,
  mail: Pick<OutgoingMail, "id" | "sealed" | "expiresAt">,
  now: number,
): Promise<void> {
  await transaction.change(
    "INSERT INTO outgoing_mail (id, sealed, next_attempt_at, expires_at) VALUES (?, ?, ?, ?)",
    [mail.id, mail.sealed, now, mail.expiresAt],
  );
}

/**
 * Takes mails that are due, on `outgoing_mail_by_attempt`, and puts their next attempt off until `againAt`: who
 * takes them must send them by then. Skips those that another process is taking.
 */
export function takeDueMail(
  store: Store,
  now: number,
  againAt: number,
  limit: number,
): Promise<OutgoingMail[]> {
  return store.transact(async (transaction) => {
    const rows = await transaction.rows<MailRow>(
      `SELECT id, sealed, attempt_count, expires_at FROM outgoing_mail FORCE INDEX (outgoing_mail_by_attempt)
       WHERE next_attempt_at <= ? ORDER BY next_attempt_at LIMIT ${limit} FOR UPDATE SKIP LOCKED`,
      [now],
    );
    if (rows.length === 0) return [];
    await transaction.change(
      "UPDATE outgoing_mail SET next_attempt_at = ?, attempt_count = attempt_count + 1 WHERE id IN (?)",
      [againAt, rows.map(({ id }) => id)],
    );
    return rows.map((row) => ({
      id: row.id,
      sealed: row.sealed,
      attemptCount: row.attempt_count + 1,
      expiresAt: row.expires_at,
    }));
  });
}

/** Puts a mail's next attempt at an instant, by primary key. */
export async function postponeMail(store: Queryable, id: Buffer, nextAttemptAt: number): Promise<void> {
  await store.change("UPDATE outgoing_mail SET next_attempt_at = ? WHERE id = ?", [nextAttemptAt, id]);
}

/** Deletes a mail that was sent, or is not to be, by primary key. */
export async function deleteMail(store: Queryable, id: Buffer): Promise<void> {
  await store.change("DELETE FROM outgoing_mail WHERE id = ?", [id]);
}
