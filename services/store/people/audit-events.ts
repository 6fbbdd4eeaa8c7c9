import type { Queryable } from "../session/connect.ts";

/** Something that was done to an account. */
export interface AuditEvent {
  readonly id: Buffer;
  readonly accountId: Buffer;
  /** An id of who did it. */
  readonly actor: string;
  readonly action: "session.created" | "session.ended";
  /** An id of what it was done to; null: the account. */
  readonly target: string | null;
  readonly ip: string | null;
  readonly at: number;
}

/** Writes an event. */
export async function insertAuditEvent(transaction: Queryable, event: AuditEvent): Promise<void> {
  await transaction.change(
    "INSERT INTO audit_events (id, account_id, actor, action, target, ip, at) VALUES (?, ?, ?, ?, ?, ?, ?)",
    [event.id, event.accountId, event.actor, event.action, event.target, event.ip, event.at],
  );
}
