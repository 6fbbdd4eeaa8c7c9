import { creditsTaken, takeCredits } from "../credits/take-credits.ts";
import { insertDeliveries, type NewDelivery } from "../deliveries/insert-deliveries.ts";
import { noteEnds } from "../figures/note-ends.ts";
import { insertPastPlan } from "../schedules/past-plans.ts";
import type { ScheduleRecord } from "../schedules/schedule-record.ts";
import { completeSchedules } from "../schedules/settle-schedules.ts";
import type { Queryable, Store, Transaction } from "../session/connect.ts";
import { type AheadOccurrence, isOpen, lockOutdatedPlans } from "./lock-outdated-plans.ts";

/** The new plan of a schedule under newer rules of its zone. */
export interface Replanned {
  /** The new schedule; `version` and `updatedAt` are set later. */
  readonly schedule: ScheduleRecord;
  /** The plan to keep as a past plan, and the last instant that it covers. */
  readonly past: ScheduleRecord;
  readonly inForceUntil: number;
  /**
   * True if callers must see the change, so that `version` rises. False when everything was sent and only the
   * ledger needs a new plan.
   */
  readonly isVisible: boolean;
  /** Ids from the given deliveries; none of them has been attempted. */
  readonly cancel: readonly Buffer[];
  readonly insert: readonly NewDelivery[];
}

/** Outcome of the schedules of one transaction. */
export interface ReplanPass {
  readonly replanned: number;
  /** Schedules whose future occurrences all stay where they are. */
  readonly unchanged: number;
}

interface Decided {
  readonly before: ScheduleRecord;
  readonly ahead: readonly AheadOccurrence[];
  readonly after: Replanned;
}

/**
 * Moves schedules of a zone to the rules with the id `zoneRules`, in one transaction: after a crash at any
 * point, all of it has happened or nothing. Skips schedules that already use these rules or newer ones, so
 * several schedulers may run it at once, and one with older rules undoes nothing. A dispatcher that holds a
 * delivery which ends here loses it (the fence rises). Locks in the order of `changeSchedule`.
 *
 * @param decide null: the plan is the same, only its rules are recorded; "leave": nothing is written
 */
export function replanSchedules(
  store: Store,
  ids: readonly Buffer[],
  zone: string,
  zoneRules: number,
  now: number,
  decide: (schedule: ScheduleRecord, ahead: readonly AheadOccurrence[]) => Replanned | null | "leave",
): Promise<ReplanPass> {
  return store.transact(async (transaction) => {
    const unchanged: Buffer[] = [];
    const replanned: Decided[] = [];
    for (const { schedule, ahead } of await lockOutdatedPlans(transaction, ids, zone, zoneRules, now)) {
      const after = decide(schedule, ahead);
      if (after === null) unchanged.push(schedule.id);
      else if (after !== "leave") replanned.push({ before: schedule, ahead, after });
    }
    if (unchanged.length > 0) {
      await transaction.change(
        "UPDATE schedules FORCE INDEX (PRIMARY) SET zone_rules_id = ? WHERE id IN (?) ORDER BY id",
        [zoneRules, unchanged],
      );
    }
    if (replanned.length > 0) await write(transaction, replanned, zoneRules, now);
    const visible = replanned.filter(({ after }) => after.isVisible).length;
    return { replanned: visible, unchanged: unchanged.length + replanned.length - visible };
  });
}

async function write(
  transaction: Transaction,
  replanned: readonly Decided[],
  zoneRules: number,
  now: number,
): Promise<void> {
  const canceled = replanned.flatMap(({ after }) => after.cancel);
  if (canceled.length > 0) {
    await transaction.change(
      `UPDATE deliveries FORCE INDEX (PRIMARY) SET state = 'canceled', reason = 'rescheduled', completed_at = ?,
         claim_at = NULL, next_attempt_at = NULL, holder = NULL, lease_expires_at = NULL, fence = fence + 1,
         version = version + 1, updated_at = ?
       WHERE id IN (?)`,
      [now, now, canceled],
    );
  }
  const inserted = replanned.flatMap(({ after }) => after.insert);
  await insertDeliveries(transaction, inserted);
  const ended = inserted.filter(({ state }) => state !== "scheduled").map(({ id }) => id);
  await noteEnds(transaction, [...canceled, ...ended], now);
  for (const { after } of replanned) await insertPastPlan(transaction, after.past, after.inForceUntil);
  await writePlans(
    transaction,
    replanned.map(({ after }) => after),
    zoneRules,
    now,
  );
  const ids = replanned.filter(isOver).map(({ before }) => before.id);
  if (ids.length > 0) await completeSchedules(transaction, ids, now);
  await takeCredits(transaction, replanned.map(takenBy), now);
}

/** Deliveries that end here have not been attempted, so they give their credits back. */
function takenBy({ before, after }: Decided) {
  const released = before.creditsLeft === null ? 0 : after.cancel.length;
  return { scheduleId: before.id, taken: creditsTaken(before, after.insert) - released };
}

/** True if nothing is open or still to be planned. */
function isOver({ ahead, after }: Decided): boolean {
  const isEnded = ({ id, state }: AheadOccurrence) =>
    !isOpen(state) || after.cancel.some((canceled) => canceled.equals(id));
  return (
    after.schedule.emitAt === null &&
    after.insert.every(({ state }) => state !== "scheduled") &&
    ahead.every(isEnded)
  );
}

async function writePlans(
  transaction: Queryable,
  replanned: readonly Replanned[],
  zoneRules: number,
  now: number,
): Promise<void> {
  const values = replanned.map(({ schedule, isVisible }) => ({
    id: schedule.id.toString("hex"),
    fire: schedule.fireAt,
    plan: schedule.plan,
    from: schedule.planFrom,
    before: schedule.plannedBefore,
    count: schedule.plannedCount,
    through: schedule.plannedThrough,
    emit: schedule.emitAt,
    rise: isVisible ? 1 : 0,
  }));
  await transaction.change(
    `UPDATE JSON_TABLE(?, '$[*]' COLUMNS (
       id CHAR(32) PATH '$.id', fire BIGINT PATH '$.fire', plan INT PATH '$.plan', since BIGINT PATH '$.from',
       before_it BIGINT PATH '$.before', planned BIGINT PATH '$.count', through BIGINT PATH '$.through', emit BIGINT PATH '$.emit', rise INT PATH '$.rise'
     )) w STRAIGHT_JOIN schedules s FORCE INDEX (PRIMARY) ON s.id = UNHEX(w.id)
     SET s.fire_at = w.fire, s.plan = w.plan, s.plan_from = w.since, s.planned_before = w.before_it,
       s.planned_count = w.planned, s.planned_through = w.through, s.emit_at = w.emit, s.zone_rules_id = ?,
       s.version = s.version + w.rise, s.updated_at = IF(w.rise = 1, ?, s.updated_at)`,
    [JSON.stringify(values), zoneRules, now],
  );
}
