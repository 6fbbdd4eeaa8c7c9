import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { countAttempts, listAttempts } from "../../../services/store/attempts/list-attempts.ts";
import { countLogs, type LogFilter } from "../../../services/store/attempts/list-logs.ts";
import { countDeliveries } from "../../../services/store/deliveries/read/count-deliveries.ts";
import type { DeliveryFilter } from "../../../services/store/deliveries/read/list-deliveries.ts";
import { countPlans } from "../../../services/store/schedules/list-plans.ts";
import { countSchedules, type ScheduleFilter } from "../../../services/store/schedules/list-schedules.ts";
import type { Store } from "../../../services/store/session/connect.ts";
import { explain, recording } from "../fixtures/explain.ts";
import { fillStore } from "../fixtures/many-rows.ts";
import { madeAt, newOwner } from "../fixtures/rows.ts";
import { openStoreUnderTest, type StoreUnderTest } from "../fixtures/store-under-test.ts";

const anySchedule: ScheduleFilter = {
  ...{ state: null, kind: null, endpointId: null, search: null, metadata: {} },
  ...{ createdFrom: null, createdBefore: null },
};
const anyDelivery: DeliveryFilter = {
  ...{ state: null, scheduleId: null, endpointId: null, search: null },
  ...{ createdFrom: null, createdBefore: null },
};
const anyAttempt: LogFilter = {
  ...{ outcome: null, statusCode: null, endpointId: null, search: null },
  ...{ startedFrom: null, startedBefore: null },
};
const owner = newOwner();
const profileId = randomBytes(16);
let store: StoreUnderTest;
let scheduleId: Buffer;
beforeAll(async () => {
  store = await openStoreUnderTest();
  const schedules = await fillStore(store, [owner, newOwner(), newOwner("live")]);
  scheduleId = schedules[3]?.id ?? randomBytes(16);
  for (const table of ["schedules", "deliveries"]) {
    const id = table === "schedules" ? "id" : "schedule_id";
    await store.query(
      `UPDATE ${table} SET endpoint_id = ? WHERE project_id = ? AND ORD(RIGHT(${id}, 1)) % 3 = 0`,
      [profileId, owner.projectId],
    );
  }
  await store.query("UPDATE attempts SET status_code = 200");
  await store.query("ANALYZE TABLE deliveries, schedules, attempts");
}, 30_000);
afterAll(() => store.close());

/** Counts, and expects the right number, read from the index alone and in its order. */
async function expectIndexOnly(
  door: Store,
  key: string,
  count: (on: Store) => Promise<number | null>,
  there: string,
  bound: Buffer[] = [owner.projectId],
) {
  const { store: on, recorded } = recording(door);
  const total = await count(on);
  const [row] = await store.query(`SELECT COUNT(*) AS total FROM ${there}`, bound);
  expect(total).toBe(row?.total);
  expect(total).toBeGreaterThan(0);
  expect(recorded).toHaveLength(1);
  const steps = await explain(store, recorded[0]?.sql ?? "", recorded[0]?.bound ?? []);
  const reads = steps.filter(({ table }) => table !== null && !table.startsWith("<"));
  expect(reads.length).toBeGreaterThan(0);
  for (const step of reads) {
    expect(step).toMatchObject({ key, type: expect.stringMatching(/^(ref|range)$/) });
    expect(step.extra).toMatch(/Using index(?! condition)/);
    expect(step.extra).not.toMatch(/filesort|temporary/);
  }
}

const span = { createdFrom: madeAt - 5, createdBefore: madeAt + 5 };

describe("the plan of a count", () => {
  for (const [what, key, filter, there] of [
    ["all", "schedules_by_kind_and_state", {}, "TRUE"],
    ["a state", "schedules_by_kind_and_state", { state: "active" }, "state = 'active'"],
    ["a kind", "schedules_by_kind_and_state", { kind: "cron" }, "kind = 'cron'"],
    ["a span of creation", "schedules_by_kind_and_state", span, "TRUE"],
    ["a profile", "schedules_by_endpoint", { endpointId: profileId }, "endpoint_id IS NOT NULL"],
    [
      "a pair of metadata",
      "schedule_metadata_by_pair",
      { metadata: { team: "t1" } },
      "JSON_VALUE(metadata, '$.team') = 't1'",
    ],
  ] as const) {
    it(`of schedules by ${what} reads ${key} and no row`, async () => {
      const whole: ScheduleFilter = { ...anySchedule, ...filter };
      await expectIndexOnly(
        store.scheduler,
        key,
        (on) => countSchedules(on, owner, whole),
        `schedules WHERE project_id = ? AND ${there}`,
      );
    });
  }

  it("of schedules made before an instant reads schedules_by_kind_and_state and no row", async () => {
    await expectIndexOnly(
      store.scheduler,
      "schedules_by_kind_and_state",
      (on) => countPlans(on, owner, madeAt + 86_400_000, 1_000_000),
      "schedules WHERE project_id = ?",
    );
  });

  for (const [what, key, filter, there] of [
    ["all", "deliveries_by_phase", {}, "TRUE"],
    ["a state", "deliveries_by_phase", { state: "dead_lettered" }, "state = 'dead_lettered'"],
    ["a span of creation", "deliveries_by_phase", span, "TRUE"],
    ["a profile", "deliveries_of_endpoint", { endpointId: profileId }, "endpoint_id IS NOT NULL"],
  ] as const) {
    it(`of deliveries by ${what} reads ${key} and no row`, async () => {
      const whole: DeliveryFilter = { ...anyDelivery, ...filter };
      await expectIndexOnly(
        store.dispatcher,
        key,
        (on) => countDeliveries(on, owner, whole),
        `deliveries WHERE project_id = ? AND ${there}`,
      );
    });
  }

  for (const endpointId of [null, profileId]) {
    it(`of what waits${endpointId ? " for a profile" : ""} leaves out what is on the wire, and reads few rows`, async () => {
      const { store: on, recorded } = recording(store.dispatcher);
      const filter = { ...anyDelivery, endpointId, state: "scheduled" } as const;
      const waiting = `project_id = ? AND state = 'scheduled' AND ${endpointId ? "endpoint_id IS NOT NULL" : "TRUE"}`;
      const [row] = await store.query(`SELECT COUNT(*) AS total FROM deliveries WHERE ${waiting}`, [
        owner.projectId,
      ]);
      expect(await countDeliveries(on, owner, filter)).toBe(row?.total);
      expect(row?.total).toBeGreaterThan(0);
      const steps = await Promise.all(recorded.map(({ sql, bound }) => explain(store, sql, bound)));
      const keys = steps.flat().flatMap(({ table, key }) => (table?.startsWith("<") ? [] : [key]));
      expect(keys).toEqual(
        endpointId
          ? ["deliveries_of_endpoint", "deliveries_on_the_wire"]
          : ["deliveries_by_phase", "deliveries_by_lease"],
      );
      expect(steps[0]?.find(({ key }) => key !== null)?.extra).toMatch(/Using index(?! condition)/);
    });
  }

  it("of a schedule's deliveries reads deliveries_of_schedule and no row", () =>
    expectIndexOnly(
      store.dispatcher,
      "deliveries_of_schedule",
      (on) => countDeliveries(on, owner, { ...anyDelivery, scheduleId }),
      "deliveries WHERE schedule_id = ?",
      [scheduleId],
    ));

  for (const [what, key, filter] of [
    ["all", "attempts_by_outcome", {}],
    ["an outcome", "attempts_by_outcome", { outcome: "succeeded" }],
    ["a status", "attempts_by_status", { statusCode: 200 }],
  ] as const) {
    it(`of the log by ${what} reads ${key} and no row`, async () => {
      const whole: LogFilter = { ...anyAttempt, ...filter };
      await expectIndexOnly(
        store.dispatcher,
        key,
        (on) => countLogs(on, owner, whole),
        "attempts WHERE project_id = ?",
      );
    });
  }

  for (const [what, key] of [
    ["the owner's", "attempts_by_outcome"],
    ["a schedule's", "attempts_by_schedule"],
  ] as const) {
    it(`of ${what} attempts reads ${key} and no row`, async () => {
      const [attempt] = await listAttempts(store.dispatcher, owner, "owner", null, 1);
      if (!attempt) throw new Error("no attempt");
      const ofSchedule = what === "a schedule's";
      await expectIndexOnly(
        store.dispatcher,
        key,
        (on) => countAttempts(on, owner, ofSchedule ? { scheduleId: attempt.scheduleId } : "owner"),
        `attempts WHERE ${ofSchedule ? "schedule_id" : "project_id"} = ?`,
        [ofSchedule ? attempt.scheduleId : owner.projectId],
      );
    });
  }
});
