import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listAttempts } from "../../services/store/attempts/list-attempts.ts";
import { beginDeliveries } from "../../services/store/deliveries/begin-deliveries.ts";
import { claimDueDeliveries } from "../../services/store/deliveries/claim-due-deliveries.ts";
import { deliveryStates } from "../../services/store/deliveries/delivery-record.ts";
import { findOverdueProjects } from "../../services/store/deliveries/find-overdue-projects.ts";
import { type DeliveryFilter, listDeliveries } from "../../services/store/deliveries/list-deliveries.ts";
import { reclaimLapsedDeliveries } from "../../services/store/deliveries/reclaim-lapsed-deliveries.ts";
import { releaseDeliveries } from "../../services/store/deliveries/release-deliveries.ts";
import { renewLeases } from "../../services/store/deliveries/renew-leases.ts";
import { settleDeliveries } from "../../services/store/deliveries/settle-deliveries.ts";
import { findIdempotencyKeys } from "../../services/store/idempotency/idempotency-keys.ts";
import { changeSchedule } from "../../services/store/schedules/change-schedule.ts";
import { emitDueOccurrences } from "../../services/store/schedules/emit-due-occurrences.ts";
import { listSchedules, type ScheduleFilter } from "../../services/store/schedules/list-schedules.ts";
import type { ScheduleRecord } from "../../services/store/schedules/schedule-record.ts";
import { explain, type Recorded, recording } from "./fixtures/explain.ts";
import { fillStore, laterPage } from "./fixtures/many-rows.ts";
import { aClaim, anAttempt, aSettlement, madeAt, newOwner } from "./fixtures/rows.ts";
import { openStoreUnderTest, type StoreUnderTest } from "./fixtures/store-under-test.ts";

const owners = [newOwner(), newOwner(), newOwner("live")];
const owner = owners[0] ?? newOwner();
const holder = randomBytes(16);
let store: StoreUnderTest;
let schedules: ScheduleRecord[];
beforeAll(async () => {
  store = await openStoreUnderTest();
  schedules = await fillStore(store, owners);
}, 30_000);
afterAll(() => store.close());

const sorts = /filesort|temporary|join buffer/;

/** Every step of every statement reads by an index, sorts nothing and reads no table as a whole. */
async function expectIndexed(recorded: readonly Recorded[]) {
  const plain = recorded.filter(({ sql }) => /^\s*(SELECT|UPDATE|\()/.test(sql));
  expect(plain.length).toBeGreaterThan(0);
  for (const { sql, bound } of plain) {
    for (const step of await explain(store, sql, bound)) {
      const read = `${step.table} ${step.type} ${step.key}: ${step.extra} in ${sql}`;
      if (step.table === null || /^<|^w$/.test(step.table)) continue;
      expect(read).not.toMatch(sorts);
      expect(read).not.toMatch(/^\S+ (ALL|index) /);
    }
  }
}

/** The steps on one table of the one locking read. */
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
      await expectIndexed(recorded);
    });
  }

  it("of overdue work jumps from project to project", async () => {
    const { store: dispatcher, recorded } = recording(store.dispatcher);
    expect(await findOverdueProjects(dispatcher, madeAt + 5_000, 50)).not.toHaveLength(0);
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
    await beginDeliveries(dispatcher, holder, claimed, madeAt);
    await renewLeases(dispatcher, holder, claimed, madeAt + 99_000);
    const [sent, rest] = [claimed.slice(0, 10), claimed.slice(10)];
    await releaseDeliveries(dispatcher, holder, rest, 0, null, madeAt);
    const settlements = sent.map((each) => aSettlement(each, "succeeded"));
    expect(await settleDeliveries(dispatcher, holder, settlements, madeAt)).toBe(10);
    await expectIndexed(recorded);
    const byKey = recorded.filter(({ sql }) => /WHERE id IN/.test(sql));
    for (const { sql, bound } of byKey) {
      expect(await explain(store, sql, bound), sql).toMatchObject([{ key: "PRIMARY", type: "range" }]);
    }
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
    await expectIndexed(recorded);
  });
});

describe("the plan of what a scheduler does", () => {
  it("reads schedules_to_emit in its order when it emits", async () => {
    const { store: scheduler, recorded } = recording(store.scheduler);
    const pass = await emitDueOccurrences(scheduler, madeAt + 400, 50, (schedule) => ({
      deliveries: [],
      plannedCount: schedule.plannedCount,
      plannedThrough: schedule.plannedThrough,
      emitAt: madeAt + 9_000_000,
    }));
    expect(pass.schedules).toBe(50);
    expect(await lockingRead(recorded)).toMatchObject([{ key: "schedules_to_emit", type: "range" }]);
    await expectIndexed(recorded);
  });

  it("finds the open deliveries of a schedule by its index and locks them by primary key", async () => {
    const { store: scheduler, recorded } = recording(store.scheduler);
    const [schedule] = schedules;
    if (!schedule) throw new Error("no schedule");
    await changeSchedule(scheduler, owner, schedule.id, madeAt, (before) => ({
      schedule: before,
      request: null,
    }));
    await expectIndexed(recorded);
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
    await expectIndexed(recorded);
  });
});

/** Each branch of a list stops after its page: it walks its index backwards and sorts nothing. */
async function expectPaged(recorded: readonly Recorded[], table: string, key: string, branches: number) {
  const [list] = recorded;
  const steps = list ? await explain(store, list.sql, list.bound) : [];
  const read = steps.filter((step) => step.table === table);
  expect(read).toHaveLength(branches);
  for (const step of read) {
    expect(step).toMatchObject({ key, type: expect.stringMatching(/^(ref|range)$/) });
    expect(step.extra).not.toMatch(sorts);
  }
}

describe("the plan of a list", () => {
  const noSchedules: ScheduleFilter = {
    state: null,
    kind: null,
    endpointId: null,
    search: null,
    metadata: {},
    createdFrom: null,
    createdBefore: null,
  };
  for (const [what, filter, branches] of [
    ["all", {}, 15],
    ["one state", { state: "active" }, 3],
    ["one kind", { kind: "cron" }, 5],
    ["one state and kind", { state: "active", kind: "cron" }, 1],
    [
      "a span of creation",
      { createdFrom: madeAt - 5, createdBefore: madeAt + 5, state: "active", kind: "cron" },
      1,
    ],
  ] as const) {
    for (const before of [null, laterPage]) {
      it(`of schedules, ${what}, ${before ? "a later page" : "the first page"}: no branch sorts`, async () => {
        const { store: scheduler, recorded } = recording(store.scheduler);
        const page = await listSchedules(scheduler, owner, { ...noSchedules, ...filter }, before, 26);
        expect(page.length).toBeGreaterThan(20);
        await expectPaged(recorded, "s", "schedules_by_kind_and_state", branches);
      });
    }
  }

  it("of schedules by metadata reads the pair's rows, newest first", async () => {
    const { store: scheduler, recorded } = recording(store.scheduler);
    const page = await listSchedules(
      scheduler,
      owner,
      { ...noSchedules, metadata: { team: "t1" } },
      laterPage,
      26,
    );
    expect(page).toHaveLength(26);
    await expectPaged(recorded, "m", "schedule_metadata_by_pair", 1);
  });

  const noDeliveries: DeliveryFilter = {
    state: null,
    scheduleId: null,
    endpointId: null,
    search: null,
    createdFrom: null,
    createdBefore: null,
  };
  for (const [what, filter, branches] of [
    ["all", {}, deliveryStates.length],
    ["one state", { state: "succeeded" }, 1],
    ["dead letters of a span", { state: "dead_lettered", createdFrom: madeAt, createdBefore: madeAt + 9 }, 1],
  ] as const) {
    it(`of deliveries, ${what}: no branch sorts`, async () => {
      const { store: dispatcher, recorded } = recording(store.dispatcher);
      const page = await listDeliveries(dispatcher, owner, { ...noDeliveries, ...filter }, laterPage, 26);
      expect(page).toHaveLength(26);
      await expectPaged(recorded, "d", "deliveries_by_state", branches);
    });
  }

  it("of one schedule's deliveries reads that schedule's only", async () => {
    const { store: dispatcher, recorded } = recording(store.dispatcher);
    const scheduleId = schedules[3]?.id ?? null;
    await listDeliveries(dispatcher, owner, { ...noDeliveries, scheduleId }, null, 26);
    await expectPaged(recorded, "d", "deliveries_of_schedule", deliveryStates.length);
  });

  for (const [what, key] of [
    ["one delivery's", "attempts_by_delivery"],
    ["one schedule's", "attempts_by_schedule"],
    ["the owner's", "attempts_by_outcome"],
  ] as const) {
    it(`of ${what} attempts reads ${key}`, async () => {
      const { store: dispatcher, recorded } = recording(store.dispatcher);
      const [attempt] = await listAttempts(store.dispatcher, owner, "owner", null, 1);
      if (!attempt) throw new Error("no attempt");
      const of = {
        "one delivery's": attempt,
        "one schedule's": { scheduleId: attempt.scheduleId },
        "the owner's": "owner",
      } as const;
      await listAttempts(dispatcher, owner, of[what], laterPage, 26);
      const steps = await explain(store, recorded[0]?.sql ?? "", recorded[0]?.bound ?? []);
      const step = steps.find(({ table }) => table === "attempts");
      expect(step).toMatchObject({ key });
      // A delivery has 50 attempts at most; those may be sorted.
      if (what !== "one delivery's") expect(step?.extra).not.toMatch(sorts);
    });
  }
});
