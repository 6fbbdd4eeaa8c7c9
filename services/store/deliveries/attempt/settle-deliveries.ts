import type { RowDataPacket } from "mysql2/promise";
import type { AttemptRecord } from "../../attempts/attempt-record.ts";
import { insertAttempts } from "../../attempts/insert-attempts.ts";
import { noteEnds } from "../../figures/note-ends.ts";
import { settleSchedules } from "../../schedules/settle-schedules.ts";
import type { Queryable, Store, Transaction } from "../../session/connect.ts";
import { isDuplicate } from "../../session/store-errors.ts";
import type { ClaimedDelivery } from "../claim/claim-due-deliveries.ts";
import type { DeliveryReason } from "../delivery-reasons.ts";
import type { DeliveryState, OpenState } from "../delivery-record.ts";
import { isDelivered, type SettledRow, updateDelivered, updateOthers } from "./update-settled.ts";

/** Names the ends that a dispatcher brings about; `DeliveryState` says what each means. */
export type SettledState = Exclude<DeliveryState, OpenState | "canceled">;

/** The parts of a claimed delivery that settling needs: the fence, and columns that never change. */
export type SettledDelivery = Pick<ClaimedDelivery, "id" | "fence" | "scheduleId" | "ordinal" | "recurring">;

/** Outcome of a held delivery: it ends, or is tried again at `nextAttemptAt`. */
export interface Settlement {
  readonly delivery: SettledDelivery;
  readonly state: SettledState | "retrying";
  /** For `skipped`, why. */
  readonly reason: DeliveryReason | null;
  /** With `retrying` only. */
  readonly nextAttemptAt: number | null;
  /** The attempt that led to this outcome; null: none (expired or skipped before one began). */
  readonly attempt: AttemptRecord | null;
}

/** Columns of a delivery that may have changed since it was claimed. */
interface LockedRow extends RowDataPacket {
  id: Buffer;
  fence: number;
  reason: DeliveryReason | null;
  expires_at: number | null;
}

/** Thrown when a settlement that was assumed to be current is stale. */
class StaleSettlement extends Error {}

/**
 * Settles deliveries: writes their states, their attempts and their schedules' counters, in one transaction.
 * A settlement whose fence no longer matches is stale and changes nothing.
 *
 * If a decision was made while the attempt was on the wire (`reason` of the row), a retry follows it: the
 * delivery is canceled if its schedule was canceled or rescheduled, and held back if that was paused.
 *
 * @returns how many were settled; the rest were stale
 */
export async function settleDeliveries(
  store: Store,
  holder: Buffer,
  settlements: readonly Settlement[],
  now: number,
): Promise<number> {
  if (settlements.length === 0) return 0;
  try {
    // A plain success needs no prior read: only the fence could have changed, and it hardly ever has.
    return await store.transact((transaction) =>
      settle(transaction, holder, settlements, now, isDeliveredPlainly),
    );
  } catch (error) {
    // The attempt number is a duplicate if another dispatcher has reclaimed the delivery and recorded that
    // attempt.
    if (!(error instanceof StaleSettlement) && !isDuplicate(error)) throw error;
    return store.transact((transaction) => settle(transaction, holder, settlements, now, () => false));
  }
}

/**
 * Settles in one transaction. @param isTaken true for settlements that are assumed to be current and not read
 * first
 * @throws StaleSettlement when one of them is not current
 */
async function settle(
  transaction: Transaction,
  holder: Buffer,
  settlements: readonly Settlement[],
  now: number,
  isTaken: (settlement: Settlement) => boolean,
): Promise<number> {
  const rows = await lockRows(
    transaction,
    holder,
    settlements.filter((each) => !isTaken(each)),
  );
  const settled = settlements.flatMap((settlement) => {
    const { id, fence } = settlement.delivery;
    const row = rows.get(id.toString("hex"));
    if (!isTaken(settlement) && row?.fence !== fence) return [];
    return [{ settlement, row: toRow(settlement, row ?? null) }];
  });
  if (settled.length === 0) return 0;
  const updated = settled.map(({ row }) => row);
  const delivered = updated.filter(isDelivered);
  let met = 0;
  await updateDelivered(transaction, holder, delivered, now, (rows) => {
    met += rows;
  });
  await updateOthers(
    transaction,
    updated.filter((each) => !isDelivered(each)),
    now,
  );
  await noteEnds(transaction, endedUnsent(updated), now);
  await insertAttempts(
    transaction,
    settled.flatMap(({ settlement: { attempt, delivery } }) =>
      attempt ? [{ attempt, ordinal: delivery.ordinal }] : [],
    ),
    now,
  );
  await settleSchedules(
    transaction,
    settled.flatMap(({ settlement: { delivery }, row: { state } }) => {
      if (delivery.ordinal < 0 || state === "retrying") return [];
      const ran = state !== "skipped" && state !== "canceled";
      const { id: deliveryId, scheduleId, recurring } = delivery;
      return [{ deliveryId, scheduleId, oneShot: !recurring, ran }];
    }),
    now,
  );
  await transaction.sendWaiting();
  if (met !== delivered.length) throw new StaleSettlement();
  return settled.length;
}

async function lockRows(
  transaction: Queryable,
  holder: Buffer,
  settlements: readonly Settlement[],
): Promise<ReadonlyMap<string, LockedRow>> {
  if (settlements.length === 0) return new Map();
  const rows = await transaction.rows<LockedRow>(
    `SELECT id, fence, reason, expires_at FROM deliveries FORCE INDEX (PRIMARY)
     WHERE id IN (?) AND holder = ? ORDER BY id FOR UPDATE`,
    [settlements.map(({ delivery: { id } }) => id), holder],
  );
  return new Map(rows.map((row) => [row.id.toString("hex"), row]));
}

const ends = new Set(["canceled", "rescheduled"]);
const unsentStates = new Set(["expired", "skipped", "canceled"]);

/** True if the settlement gives a row that is `isDelivered`, whatever was decided meanwhile. */
function isDeliveredPlainly({ state, reason, attempt }: Settlement): boolean {
  return state === "succeeded" && reason === null && attempt !== null && attempt.errorCode === null;
}

function toRow(
  { delivery, state, reason, nextAttemptAt, attempt }: Settlement,
  row: LockedRow | null,
): SettledRow {
  const base = {
    id: delivery.id,
    fence: delivery.fence,
    attempted: attempt !== null,
    status: attempt?.statusCode ?? null,
    error: attempt?.errorCode ?? null,
    message: attempt?.errorMessage ?? null,
  };
  if (state !== "retrying") return { ...base, state, reason, next: null, claim: null };
  const decided = row?.reason ?? null;
  if (decided !== null && ends.has(decided)) {
    return { ...base, state: "canceled", reason: decided, next: null, claim: null };
  }
  const expiresAt = row?.expires_at ?? null;
  const claim =
    decided === "paused" ? expiresAt : Math.min(nextAttemptAt ?? 0, expiresAt ?? Number.MAX_SAFE_INTEGER);
  return { ...base, state: "retrying", reason: decided, next: nextAttemptAt, claim };
}

/** Returns the ids of deliveries that ended without an attempt that ended them. */
function endedUnsent(updated: readonly SettledRow[]): Buffer[] {
  return updated.filter(({ state }) => unsentStates.has(state)).map(({ id }) => id);
}
