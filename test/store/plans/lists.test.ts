import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listAttempts } from "../../../services/store/attempts/list-attempts.ts";
import { findDeadLetters } from "../../../services/store/deliveries/dead-letters/find-dead-letters.ts";
import { countDeliveries } from "../../../services/store/deliveries/read/count-deliveries.ts";
import {
  type DeliveryFilter,
  endOfDeliverySearch,
  listDeliveries,
} from "../../../services/store/deliveries/read/list-deliveries.ts";
import {
  endOfScheduleSearch,
  listSchedules,
  type ScheduleFilter,
} from "../../../services/store/schedules/list-schedules.ts";
import type { ScheduleRecord } from "../../../services/store/schedules/schedule-record.ts";
import { explain, type Recorded, recording } from "../fixtures/explain.ts";
import { fillStore, laterPage } from "../fixtures/many-rows.ts";
import { madeAt, newOwner } from "../fixtures/rows.ts";
import { openStoreUnderTest, type StoreUnderTest } from "../fixtures/store-under-test.ts";

const owners = [newOwner(), newOwner(), newOwner("live")];
const owner = owners[0] ?? newOwner();
let store: StoreUnderTest;
let schedules: ScheduleRecord[];
const profileId = randomBytes(16);
beforeAll(async () => {
  store = await openStoreUnderTest();
  schedules = await fillStore(store, owners);
  // Every third of the first owner's schedules goes to a profile.
  for (const table of ["schedules", "deliveries"]) {
    const id = table === "schedules" ? "id" : "schedule_id";
    await store.query(
      `UPDATE ${table} SET endpoint_id = ? WHERE project_id = ? AND ORD(RIGHT(${id}, 1)) % 3 = 0`,
      [profileId, owner.projectId],
    );
  }
  await store.query("ANALYZE TABLE deliveries, schedules");
}, 30_000);
afterAll(() => store.close());

const sorts = /filesort|temporary|join buffer/;

/** Expects that each branch of a list walks its index backwards, sorts nothing and stops after a page. */
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

  it("of schedules to a profile reads those, newest first, whatever else there is", async () => {
    const { store: scheduler, recorded } = recording(store.scheduler);
    const filter = { ...noSchedules, endpointId: profileId };
    const page = await listSchedules(scheduler, owner, filter, null, 26);
    expect(page).toHaveLength(26);
    expect(await endOfScheduleSearch(store.scheduler, owner, filter, null)).toBeNull();
    await expectPaged(recorded, "s", "schedules_by_endpoint", 5);
  });

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
    ["all", {}, 7],
    ["one state", { state: "succeeded" }, 1],
    ["dead letters of a span", { state: "dead_lettered", createdFrom: madeAt, createdBefore: madeAt + 9 }, 1],
  ] as const) {
    it(`of deliveries, ${what}: no branch sorts`, async () => {
      const { store: dispatcher, recorded } = recording(store.dispatcher);
      const page = await listDeliveries(dispatcher, owner, { ...noDeliveries, ...filter }, laterPage, 26);
      expect(page).toHaveLength(26);
      await expectPaged(recorded, "d", "deliveries_by_phase", branches);
    });
  }

  it("of one schedule's deliveries reads that schedule's only", async () => {
    const { store: dispatcher, recorded } = recording(store.dispatcher);
    const scheduleId = schedules[3]?.id ?? null;
    await listDeliveries(dispatcher, owner, { ...noDeliveries, scheduleId }, null, 26);
    await expectPaged(recorded, "d", "deliveries_of_schedule", 8);
  });

  for (const [whose, key] of [
    ["the owner's", "deliveries_by_lease"],
    ["a profile's", "deliveries_on_the_wire"],
  ] as const) {
    it(`of ${whose} deliveries on the wire reads ${key}: of what is held only`, async () => {
      const { store: dispatcher, recorded } = recording(store.dispatcher);
      const endpointId = whose === "a profile's" ? profileId : null;
      const filter = { ...noDeliveries, endpointId, state: "dispatching" } as const;
      const page = await listDeliveries(dispatcher, owner, filter, null, 1_000);
      expect(page.length).toBeGreaterThan(20);
      expect(new Set(page.map(({ state }) => state))).toEqual(new Set(["dispatching"]));
      expect(await countDeliveries(store.dispatcher, owner, filter)).toBe(page.length);
      const [step] = await explain(store, recorded[0]?.sql ?? "", recorded[0]?.bound ?? []);
      expect(step).toMatchObject({ table: "d", key, type: endpointId ? "ref" : "range" });
    });
  }

  it("of one profile's deliveries reads that profile's only", async () => {
    const { store: dispatcher, recorded } = recording(store.dispatcher);
    const filter = { ...noDeliveries, endpointId: profileId };
    expect(await listDeliveries(dispatcher, owner, filter, null, 26)).toHaveLength(26);
    expect(await endOfDeliverySearch(store.dispatcher, owner, filter, null)).toBeNull();
    await expectPaged(recorded, "d", "deliveries_of_endpoint", 7);
  });

  for (const [what, key, branches] of [
    ["all", "deliveries_by_phase", 1],
    ["one schedule's", "deliveries_of_schedule", 2],
    ["one profile's", "deliveries_of_endpoint", 1],
  ] as const) {
    it(`of ${what} dead letters, oldest first, sorts nothing`, async () => {
      const { store: dispatcher, recorded } = recording(store.dispatcher);
      const of = {
        scheduleId: what === "one schedule's" ? (schedules[3]?.id ?? null) : null,
        endpointId: what === "one profile's" ? profileId : null,
      };
      await findDeadLetters(dispatcher, owner, { ...noDeliveries, ...of, search: "x" }, laterPage);
      await expectPaged(recorded, "d", key, branches);
    });
  }

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
