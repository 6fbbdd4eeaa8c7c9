import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Owner } from "../../../services/store/accounts/owner.ts";
import {
  type SettledDelivery,
  type Settlement,
  settleDeliveries,
} from "../../../services/store/deliveries/attempt/settle-deliveries.ts";
import { cancelDelivery } from "../../../services/store/deliveries/cancel-delivery.ts";
import { reclaimLapsedDeliveries } from "../../../services/store/deliveries/claim/reclaim-lapsed-deliveries.ts";
import { releaseDeliveries } from "../../../services/store/deliveries/claim/release-deliveries.ts";
import type { NewDelivery } from "../../../services/store/deliveries/insert-deliveries.ts";
import { hourMs, minuteMs, sumFigures } from "../../../services/store/figures/figures-record.ts";
import { loadFigures } from "../../../services/store/figures/load-figures.ts";
import { makeHours } from "../../../services/store/figures/make-hours.ts";
import { rollUpAttempts } from "../../../services/store/figures/roll-up-attempts.ts";
import { changeSchedule } from "../../../services/store/schedules/change-schedule.ts";
import { emitDueOccurrences } from "../../../services/store/schedules/emit-due-occurrences.ts";
import { emptyTables } from "../fixtures/empty-tables.ts";
import { recording } from "../fixtures/explain.ts";
import { aDelivery, aSchedule, madeAt, newOwner, write } from "../fixtures/rows.ts";
import { openStoreUnderTest, type StoreUnderTest } from "../fixtures/store-under-test.ts";

const holder = randomBytes(16);
const now = Math.ceil(madeAt / hourMs) * hourMs + 5_000;
let store: StoreUnderTest;
beforeAll(async () => {
  store = await openStoreUnderTest();
});
beforeEach(() => emptyTables(store));
afterAll(() => store.close());

/** Writes a recurring schedule with this many due deliveries. */
async function planned(owner: Owner, count: number) {
  const instants = Array.from({ length: count }, (_, index) => now - 1_000 * (index + 1));
  const created = aSchedule(owner, instants, { kind: "interval", emitAt: now });
  await write(store.scheduler, created);
  return { ...created, ids: created.deliveries.map(({ id }) => id) };
}

const held = (ids: readonly Buffer[], state: "scheduled" | "dispatching", reason: string | null = null) =>
  store.query(
    "UPDATE deliveries SET state = ?, reason = ?, attempt_count = 1, holder = ?, lease_expires_at = ?, fence = 1, claim_at = NULL WHERE id IN (?)",
    [state, reason, holder, now - 1, [...ids]],
  );

const settlement = (delivery: NewDelivery | undefined, state: Settlement["state"]): Settlement => ({
  ...{ delivery: heldOnce(delivery), state, reason: state === "skipped" ? "overlap" : null },
  ...{ nextAttemptAt: state === "retrying" ? now + 1 : null, attempt: null },
});

function heldOnce(delivery: NewDelivery | undefined): SettledDelivery {
  if (!delivery) throw new Error("no such delivery");
  return { ...delivery, fence: 1 };
}

async function ended(owner: Owner) {
  const lease = { holder, now: now + minuteMs, leaseMs: 30_000 };
  while ((await rollUpAttempts(store.dispatcher, lease, 300))?.behind) {}
  const { expired, canceled, skipped } = sumFigures(
    await loadFigures(store.dispatcher, owner, 0, Number.MAX_SAFE_INTEGER),
  );
  return { expired, canceled, skipped };
}

describe("what ends without an attempt", () => {
  it("is counted when it is settled: expired, skipped, and retries that were given up", async () => {
    const [one, other] = [newOwner(), newOwner("live")];
    const mine = await planned(one, 6);
    const others = await planned(other, 1);
    await held([...mine.ids, ...others.ids], "scheduled");
    await held(mine.ids.slice(5), "dispatching", "rescheduled");
    const states = ["expired", "expired", "skipped", "succeeded", "dead_lettered", "retrying"] as const;
    const batch = [...states.map((state, index) => settlement(mine.deliveries[index], state))];
    batch.push(settlement(others.deliveries[0], "expired"));
    expect(await settleDeliveries(store.dispatcher, holder, batch, now)).toBe(7);
    expect(await ended(one)).toEqual({ expired: 2, canceled: 1, skipped: 1 });
    expect(await ended(other)).toEqual({ expired: 1, canceled: 0, skipped: 0 });
  });

  it("costs a settlement no statement where all ends by an attempt", async () => {
    const { ids, deliveries } = await planned(newOwner(), 2);
    await held(ids, "dispatching");
    const { store: dispatcher, recorded } = recording(store.dispatcher);
    const batch = deliveries.map((each) => settlement(each, "succeeded"));
    expect(await settleDeliveries(dispatcher, holder, batch, now)).toBe(2);
    expect(recorded.filter(({ sql }) => sql.includes("unsent_ends"))).toEqual([]);
  });

  it("is counted when a delivery is canceled, given back or reclaimed after its schedule was", async () => {
    const owner = newOwner();
    const { ids } = await planned(owner, 3);
    const [canceled = holder, returned = holder, lapsed = holder] = ids;
    await cancelDelivery(store.dispatcher, owner, canceled, now, () => true);
    await held([returned, lapsed], "dispatching", "canceled");
    await releaseDeliveries(store.dispatcher, holder, [{ id: returned, fence: 1 }], 0, null, now);
    await reclaimLapsedDeliveries(store.dispatcher, now, 10, (each) => ({
      state: "retrying",
      attempt: {
        ...owner,
        ...{ id: randomBytes(16), deliveryId: each.id, scheduleId: each.scheduleId, number: 1 },
        ...{ startedAt: now, offsetMs: 0, durationMs: 0, outcome: "retry", statusCode: null },
        ...{ errorCode: "interrupted", errorMessage: null, responseBytes: null, sealedSnippet: null },
        nextAttemptAt: now,
      },
    }));
    expect(await ended(owner)).toEqual({ expired: 0, canceled: 3, skipped: 0 });
  });

  it("is counted when a schedule changes, and what is written as skipped with it", async () => {
    const owner = newOwner();
    const { schedule, ids } = await planned(owner, 3);
    const missed: NewDelivery = aDelivery(schedule, now - 10, {
      ...{ state: "skipped", reason: "misfire", claimAt: null, ordinal: 7 },
    });
    await changeSchedule(store.scheduler, owner, schedule.id, now, (current) => ({
      schedule: { ...current, state: "canceled", emitAt: null, endedAt: now },
      request: null,
      cancel: { ids: ids.slice(0, 2), reason: "schedule_canceled" },
      skip: { ids: ids.slice(2), reason: "paused" },
      insert: [missed],
    }));
    expect(await ended(owner)).toEqual({ expired: 0, canceled: 2, skipped: 2 });
  });

  it("is counted when the emitter skips: what is late, and what fell due in a pause", async () => {
    const owner = newOwner();
    const { schedule, ids } = await planned(owner, 2);
    await store.query("UPDATE schedules SET state = 'paused'");
    await store.query("UPDATE deliveries SET reason = 'paused', claim_at = NULL WHERE id = ?", [
      ids[0] ?? holder,
    ]);
    const late = aDelivery(schedule, now - 10, { state: "skipped", reason: "paused", claimAt: null });
    await emitDueOccurrences(store.scheduler, now, 10, ({ plannedCount, plannedThrough, state }) => ({
      deliveries: [late],
      plannedCount,
      plannedThrough,
      state,
      emitAt: now + 1_000,
    }));
    expect(await ended(owner)).toEqual({ expired: 0, canceled: 0, skipped: 2 });
  });

  it("is left to the dispatcher that holds it, in a pause too, and counted once", async () => {
    const owner = newOwner();
    const { ids, deliveries } = await planned(owner, 2);
    await store.query("UPDATE schedules SET state = 'paused'");
    await store.query("UPDATE deliveries SET reason = 'paused', claim_at = NULL");
    await held(ids.slice(0, 1), "scheduled", "paused");
    await store.query("UPDATE deliveries SET attempt_count = 0");
    await emitDueOccurrences(store.scheduler, now, 10, ({ plannedCount, plannedThrough, state }) => ({
      ...{ deliveries: [], plannedCount, plannedThrough, state },
      emitAt: now,
    }));
    expect(await ended(owner)).toEqual({ expired: 0, canceled: 0, skipped: 1 });
    await settleDeliveries(store.dispatcher, holder, [settlement(deliveries[0], "expired")], now);
    expect(await ended(owner)).toEqual({ expired: 1, canceled: 0, skipped: 1 });
  });

  it("is counted once when several roll up at the same time", async () => {
    const owner = newOwner();
    const { ids } = await planned(owner, 3);
    for (const id of ids) await cancelDelivery(store.dispatcher, owner, id, now, () => true);
    const rollers = Array.from({ length: 4 }, () => ({ holder: randomBytes(16), now, leaseMs: 0 }));
    await Promise.all(rollers.map((lease) => rollUpAttempts(store.dispatcher, lease, 300)));
    await Promise.all(rollers.map((lease) => rollUpAttempts(store.dispatcher, lease, 300)));
    expect(await ended(owner)).toEqual({ expired: 0, canceled: 3, skipped: 0 });
  });

  it("is not counted when the transaction that would have ended it is undone", async () => {
    const owner = newOwner();
    const { schedule, ids } = await planned(owner, 2);
    const twice = aDelivery(schedule, now - 10, { state: "skipped", reason: "misfire", claimAt: null });
    const change = changeSchedule(store.scheduler, owner, schedule.id, now, (current) => ({
      schedule: current,
      request: null,
      cancel: { ids, reason: "rescheduled" },
      insert: [twice, { ...twice, id: randomBytes(16) }],
    }));
    await expect(change).rejects.toThrow(/deliveries_by_occurrence/);
    expect(await ended(owner)).toEqual({ expired: 0, canceled: 0, skipped: 0 });
  });

  it("is forgotten once it is counted for good, and the hour has it", async () => {
    const owner = newOwner();
    const { ids } = await planned(owner, 1);
    await cancelDelivery(store.dispatcher, owner, ids[0] ?? holder, now, () => true);
    const lease = { holder, now: now + 2 * hourMs, leaseMs: 30_000 };
    while ((await rollUpAttempts(store.dispatcher, lease, 300))?.behind) {}
    while (await makeHours(store.dispatcher, lease)) {}
    expect(await store.query("SELECT * FROM unsent_ends")).toEqual([]);
    expect(await loadFigures(store.dispatcher, owner, 0, now + hourMs)).toMatchObject([
      { spanMs: hourMs, canceled: 1 },
    ]);
  });
});
