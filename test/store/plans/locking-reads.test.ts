import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { settleDeliveries } from "../../../services/store/deliveries/attempt/settle-deliveries.ts";
import { claimDueDeliveries } from "../../../services/store/deliveries/claim/claim-due-deliveries.ts";
import { findDueProjects } from "../../../services/store/deliveries/claim/find-due-projects.ts";
import { reclaimLapsedDeliveries } from "../../../services/store/deliveries/claim/reclaim-lapsed-deliveries.ts";
import { releaseDeliveries } from "../../../services/store/deliveries/claim/release-deliveries.ts";
import { renewLeases } from "../../../services/store/deliveries/claim/renew-leases.ts";
import { findIdempotencyKeys } from "../../../services/store/idempotency/idempotency-keys.ts";
import { changeSchedule } from "../../../services/store/schedules/change-schedule.ts";
import { emitDueOccurrences } from "../../../services/store/schedules/emit-due-occurrences.ts";
import { completeSchedules } from "../../../services/store/schedules/settle-schedules.ts";
import { expectIndexed, explain, type Recorded, recording } from "../fixtures/explain.ts";
import { fillStore } from "../fixtures/many-rows.ts";
import { aClaim, anAttempt, aSettlement, beginAll, madeAt, newOwner } from "../fixtures/rows.ts";
import { openStoreUnderTest, type StoreUnderTest } from "../fixtures/store-under-test.ts";

const owners = [newOwner(), newOwner(), newOwner("live")];
const owner = owners[0] ?? newOwner();
const holder = randomBytes(16);
let store: StoreUnderTest;
beforeAll(async () => {
  store = await openStoreUnderTest();
  await fillStore(store, owners);
}, 30_000);
afterAll(() => store.close());

/** Explains the only locking read; returns its steps. */
async function lockingRead(recorded: readonly Recorded[]) {
  const [read] = recorded.filter(({ sql }) => /FOR UPDATE/.test(sql));
  if (!read) throw new Error("no locking read");
  return explain(store, read.sql, read.bound);
}

describe("the plan of a claim", () => {
  for (const [whose, projectId, key] of [
    ["anybody's", null, "deliveries_to_claim"],
    ["one project's", owner.projectId, "deliveries_to_claim_by_project"],
  ] as const) {
    it(`of ${whose} deliveries reads ${key} in its order`, async () => {
      const { store: dispatcher, recorded } = recording(store.dispatcher);
      const claim = { ...aClaim(holder, madeAt + 2_000), projectId, mostRows: 20 };
      expect(await claimDueDeliveries(dispatcher, claim)).toHaveLength(20);
      expect(await lockingRead(recorded)).toMatchObject([{ key, type: "range" }]);
      await expectIndexed(store, recorded);
    });
  }

  it("project by project jumps from one to the next", async () => {
    const { store: dispatcher, recorded } = recording(store.dispatcher);
    expect(await findDueProjects(dispatcher, madeAt, madeAt + 5_000, 50)).not.toHaveLength(0);
    const last = recorded.at(-1);
    expect(last && (await explain(store, last.sql, last.bound))).toMatchObject([
      { key: "deliveries_to_claim_by_project", extra: expect.stringMatching(/group-by/) },
    ]);
  });
});

describe("the plan of what a dispatcher does with what it holds", () => {
  it("meets rows by primary key when it begins, renews, settles and releases", async () => {
    const { store: dispatcher, recorded } = recording(store.dispatcher);
    const claimed = await claimDueDeliveries(dispatcher, {
      ...aClaim(holder, madeAt + 3_000_000),
      mostRows: 30,
    });
    await beginAll(dispatcher, holder, claimed, madeAt);
    await renewLeases(dispatcher, holder, claimed, 99_000);
    const [sent, rest] = [claimed.slice(0, 10), claimed.slice(10)];
    await releaseDeliveries(dispatcher, holder, rest, 0, null, madeAt);
    const settlements = sent.map((each) => aSettlement(each, "succeeded"));
    expect(await settleDeliveries(dispatcher, holder, settlements, madeAt)).toBe(10);
    await expectIndexed(store, recorded);
    const byKey = recorded.filter(({ sql }) => /WHERE id IN/.test(sql));
    for (const { sql, bound } of byKey) {
      expect(await explain(store, sql, bound), sql).toMatchObject([{ key: "PRIMARY", type: "range" }]);
    }
  });

  it("looks for open occurrences by deliveries_of_schedule when it settles recurring ones", async () => {
    const { store: dispatcher, recorded } = recording(store.dispatcher);
    const [one] = await store.query("SELECT id FROM schedules WHERE kind <> 'one_shot' LIMIT 1");
    await dispatcher.transact((transaction) => completeSchedules(transaction, [one?.id], madeAt));
    const [last] = recorded;
    const steps = last ? await explain(store, last.sql, last.bound) : [];
    expect(steps.find(({ table }) => table === "d")).toMatchObject({ key: "deliveries_of_schedule" });
  });

  it("reads deliveries_by_lease in its order when it reclaims", async () => {
    const { store: dispatcher, recorded } = recording(store.dispatcher);
    await reclaimLapsedDeliveries(dispatcher, madeAt + 50, 5, (interrupted) => ({
      state: "retrying",
      attempt: anAttempt({ ...interrupted, attemptCount: 90 + interrupted.attemptCount } as never, {
        deliveryId: interrupted.id,
        scheduleId: interrupted.scheduleId,
        number: 90,
      }),
    }));
    expect((await lockingRead(recorded))[0]).toMatchObject({ key: "deliveries_by_lease", type: "range" });
    await expectIndexed(store, recorded);
  });
});

describe("the plan of what a scheduler does", () => {
  it("reads schedules_to_emit in its order when it emits", async () => {
    const { store: scheduler, recorded } = recording(store.scheduler);
    const pass = await emitDueOccurrences(scheduler, madeAt + 400, 50, (schedule) => ({
      deliveries: [],
      plannedCount: schedule.plannedCount,
      plannedThrough: schedule.plannedThrough,
      state: schedule.state,
      emitAt: madeAt + 9_000_000,
    }));
    expect(pass.schedules).toBe(50);
    expect(await lockingRead(recorded)).toMatchObject([{ key: "schedules_to_emit", type: "range" }]);
    await expectIndexed(store, recorded);
  });

  it("finds what fell due in a pause among what is open, and locks it by primary key", async () => {
    const paused = "state = 'active' AND emit_at <= ?";
    await store.query(
      `UPDATE deliveries SET reason = 'paused', claim_at = NULL WHERE state = 'scheduled' AND schedule_id IN (SELECT id FROM schedules WHERE ${paused})`,
      [madeAt + 400],
    );
    await store.query(`UPDATE schedules SET state = 'paused' WHERE ${paused}`, [madeAt + 400]);
    const { store: scheduler, recorded } = recording(store.scheduler);
    await emitDueOccurrences(scheduler, madeAt + 9_000_000, 50, (schedule) => ({
      deliveries: [],
      plannedCount: schedule.plannedCount,
      plannedThrough: schedule.plannedThrough,
      state: schedule.state,
      emitAt: madeAt + 9_000_000,
    }));
    const ofDeliveries = recorded.filter(({ sql }) => /FROM deliveries/.test(sql));
    expect(ofDeliveries.map(({ sql }) => /^INSERT|FOR UPDATE/.exec(sql)?.[0])).toEqual([
      undefined,
      "FOR UPDATE",
      "INSERT",
    ]);
    await expectIndexed(store, recorded);
  });

  it("finds the open deliveries of a schedule by its index and locks them by primary key", async () => {
    const { store: scheduler, recorded } = recording(store.scheduler);
    const [open] = await store.query(
      "SELECT schedule_id AS id FROM deliveries WHERE project_id = ? AND completed_at IS NULL LIMIT 1",
      [owner.projectId],
    );
    await changeSchedule(scheduler, owner, open?.id, madeAt, (schedule) => ({ schedule, request: null }));
    await expectIndexed(store, recorded);
    const found = recorded.find(({ sql }) => /SELECT id FROM deliveries/.test(sql));
    expect(found && (await explain(store, found.sql, found.bound))[0]?.key).toMatch(
      /^deliveries_(of|by_occ)/,
    );
    const locked = recorded.find(({ sql }) => /FROM deliveries[\s\S]*FOR UPDATE/.test(sql));
    expect(locked && (await explain(store, locked.sql, locked.bound))).toMatchObject([{ key: "PRIMARY" }]);
  });

  it("finds idempotency keys by primary key", async () => {
    const { store: scheduler, recorded } = recording(store.scheduler);
    await findIdempotencyKeys(scheduler, owner, [randomBytes(32), randomBytes(32)]);
    await expectIndexed(store, recorded);
  });
});
