import type { Owner } from "../accounts/owner.ts";
import { withCreditsLeft } from "../credits/lock-credits.ts";
import { creditsTaken, takeCredits } from "../credits/take-credits.ts";
import type { DeliveryReason } from "../deliveries/delivery-reasons.ts";
import { insertDeliveries, type NewDelivery } from "../deliveries/insert-deliveries.ts";
import { lockOpenDeliveries, type OpenDelivery, unspent } from "../deliveries/lock-open-deliveries.ts";
import { endpointNotFound } from "../endpoints/endpoint-not-found.ts";
import { lockEndpoints } from "../endpoints/lock-endpoints.ts";
import { noteEnds } from "../figures/note-ends.ts";
import type { Bound, Queryable, Store, Transaction } from "../session/connect.ts";
import { findSchedules, lockSchedule } from "./find-schedules.ts";
import { insertRequests } from "./insert-requests.ts";
import { insertPastPlan } from "./past-plans.ts";
import { type RekeyedDelivery, rekeyDeliveries, repointDeliveries } from "./repoint-deliveries.ts";
import { replaceScheduleMetadata } from "./schedule-metadata.ts";
import type { RequestRecord, ScheduleRecord } from "./schedule-record.ts";
import { completeSchedules } from "./settle-schedules.ts";

/** A change of a schedule and its open deliveries; deliveries whose ids are not listed stay as they are. */
export interface ScheduleChange {
  /** The new schedule; the change sets `version` and `updatedAt` itself. */
  readonly schedule: ScheduleRecord;
  /** A new request with the id `schedule.request.id`; open planned deliveries are moved to it as well. */
  readonly request: RequestRecord | null;
  /** Not to be in flight: ended as `canceled`. */
  readonly cancel?: { readonly ids: readonly Buffer[]; readonly reason: DeliveryReason | null };
  /** Not to be in flight: ended as `skipped`. */
  readonly skip?: { readonly ids: readonly Buffer[]; readonly reason: DeliveryReason };
  /** Not to be in flight: held back until they are released. */
  readonly park?: { readonly ids: readonly Buffer[]; readonly reason: DeliveryReason };
  /** Parked ones that go on, when they are due. */
  readonly release?: readonly Buffer[];
  /** In flight: should the attempt fail, the reason decides what follows instead of a retry. */
  readonly mark?: { readonly ids: readonly Buffer[]; readonly reason: DeliveryReason | null };
  readonly insert?: readonly NewDelivery[];
  /** Gives them new idempotency keys, since they send a different request from now on. */
  readonly rekey?: readonly RekeyedDelivery[];
}

/**
 * Changes one schedule and its open deliveries in one transaction, while both are locked. A dispatcher that
 * holds one of the changed deliveries loses it (the fence rises), so nothing of the old plan starts once this
 * has returned.
 *
 * @param decide the change to make, from the locked rows; null leaves them as they are. An error that it
 * throws undoes everything.
 * @throws ServiceError `endpoint_not_found` when the new request names a profile that does not exist
 * @returns the schedule as it is now, or null when the owner has none with this id
 */
export function changeSchedule(
  store: Store,
  owner: Owner,
  id: Buffer,
  now: number,
  decide: (schedule: ScheduleRecord, open: readonly OpenDelivery[]) => ScheduleChange | null,
): Promise<ScheduleRecord | null> {
  return store.transact(async (transaction) => {
    // Locks deliveries before their schedule, as settling does. In the other order, every deadlock would end
    // this transaction, since it has written nothing yet, and a busy schedule could not be changed for
    // seconds.
    await lockOpenDeliveries(transaction, id);
    const locked = await lockSchedule(transaction, owner, id);
    if (!locked) return null;
    const open = await lockOpenDeliveries(transaction, id);
    const [schedule = locked] = await withCreditsLeft(transaction, [locked]);
    const change = decide(schedule, open);
    if (!change) return schedule;
    if (change.request) {
      await insertRequest(transaction, owner, change.request);
      await supersedeRequest(transaction, schedule);
    }
    await changeDeliveries(transaction, change, now);
    if (change.request) await repointDeliveries(transaction, change.request, open, now);
    await rekeyDeliveries(transaction, change.rekey ?? []);
    await insertDeliveries(transaction, change.insert ?? []);
    const taken = creditsTaken(schedule, change.insert ?? []) - creditsReleased(schedule, change, open);
    await takeCredits(transaction, [{ scheduleId: id, taken }], now);
    const skipped = (change.insert ?? []).filter(({ state }) => state === "skipped").map((each) => each.id);
    await noteEnds(
      transaction,
      [...(change.cancel?.ids ?? []), ...(change.skip?.ids ?? []), ...skipped],
      now,
    );
    const next: ScheduleRecord = { ...change.schedule, version: schedule.version + 1, updatedAt: now };
    if (next.plan !== schedule.plan) await insertPastPlan(transaction, schedule, next.planFrom);
    await writeSchedule(transaction, next);
    if (next.metadata !== schedule.metadata) await replaceScheduleMetadata(transaction, next);
    if (next.kind === "one_shot") return next;
    // The change may have ended the last occurrence.
    const completed = await completeSchedules(transaction, [id], now);
    return completed === 0 ? next : ((await findSchedules(transaction, owner, [id]))[0] ?? next);
  });
}

/** Counts the credits that a change gives back: those of planned deliveries that it ends before an attempt. */
function creditsReleased(
  { creditsLeft }: ScheduleRecord,
  { cancel, skip }: ScheduleChange,
  open: readonly OpenDelivery[],
): number {
  if (creditsLeft === null) return 0;
  const ended = new Set([...(cancel?.ids ?? []), ...(skip?.ids ?? [])].map((id) => id.toString("hex")));
  return unspent(open).filter((each) => ended.has(each.id.toString("hex"))).length;
}

async function insertRequest(transaction: Transaction, owner: Owner, request: RequestRecord): Promise<void> {
  if (request.endpointId) {
    const named = { owner, id: request.endpointId };
    const isThere = await lockEndpoints(transaction, [named]);
    if (!isThere(named)) throw endpointNotFound();
  }
  await insertRequests(transaction, [request]);
}

/** Keeps the old request for the deliveries that it was sent with; it is purged with the schedule. */
async function supersedeRequest(transaction: Queryable, { id, request }: ScheduleRecord): Promise<void> {
  await transaction.change("INSERT INTO superseded_requests (schedule_id, request_id) VALUES (?, ?)", [
    id,
    request.id,
  ]);
}

async function changeDeliveries(transaction: Queryable, change: ScheduleChange, now: number): Promise<void> {
  const free =
    "holder = NULL, lease_expires_at = NULL, fence = fence + 1, version = version + 1, updated_at = ?";
  const settled = `completed_at = ?, claim_at = NULL, next_attempt_at = NULL, ${free}`;
  const set = async (assignments: string, bound: Bound[], ids: readonly Buffer[]) => {
    if (ids.length === 0) return;
    await transaction.change(`UPDATE deliveries FORCE INDEX (PRIMARY) SET ${assignments} WHERE id IN (?)`, [
      ...bound,
      [...ids],
    ]);
  };
  const { cancel, skip, park, mark } = change;
  if (cancel) await set(`state = 'canceled', reason = ?, ${settled}`, [cancel.reason, now, now], cancel.ids);
  if (skip) await set(`state = 'skipped', reason = ?, ${settled}`, [skip.reason, now, now], skip.ids);
  // A parked delivery is claimed again only to be expired.
  if (park) await set(`reason = ?, claim_at = expires_at, ${free}`, [park.reason, now], park.ids);
  if (mark) await set("reason = ?, version = version + 1, updated_at = ?", [mark.reason, now], mark.ids);
  await set(
    `reason = NULL, claim_at = LEAST(next_attempt_at, COALESCE(expires_at, next_attempt_at)), ${free}`,
    [now],
    change.release ?? [],
  );
}

async function writeSchedule(transaction: Queryable, schedule: ScheduleRecord): Promise<void> {
  const columns: Record<string, Bound> = {
    kind: schedule.kind,
    state: schedule.state,
    name: schedule.name,
    request_id: schedule.request.id,
    endpoint_id: schedule.request.endpointId,
    fire_at: schedule.fireAt,
    local_fire_at: schedule.localFireAt,
    cron: schedule.cron,
    every: schedule.every,
    every_ms: schedule.everyMs,
    anchor_at: schedule.anchorAt,
    timezone: schedule.timezone,
    zone_rules_id: schedule.zoneRules,
    dst_gap: schedule.dstGap,
    dst_overlap: schedule.dstOverlap,
    misfire_policy: schedule.misfirePolicy,
    misfire_grace: schedule.misfireGrace,
    misfire_grace_ms: schedule.misfireGraceMs,
    misfire_max: schedule.misfireMax,
    overlap: schedule.overlap,
    early_fire: schedule.earlyFire,
    starts_at: schedule.startsAt,
    ends_at: schedule.endsAt,
    max_runs: schedule.maxRuns,
    ttl: schedule.ttl,
    ttl_ms: schedule.ttlMs,
    metadata: JSON.stringify(schedule.metadata),
    plan: schedule.plan,
    plan_from: schedule.planFrom,
    planned_before: schedule.plannedBefore,
    planned_count: schedule.plannedCount,
    planned_through: schedule.plannedThrough,
    emit_at: schedule.emitAt,
    version: schedule.version,
    updated_at: schedule.updatedAt,
    ended_at: schedule.endedAt,
  };
  const assignments = Object.keys(columns).map((column) => `${column} = ?`);
  await transaction.change(`UPDATE schedules SET ${assignments.join(", ")} WHERE id = ?`, [
    ...Object.values(columns),
    schedule.id,
  ]);
}
