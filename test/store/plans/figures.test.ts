import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type LogFilter, listLogs } from "../../../services/store/attempts/list-logs.ts";
import { backlogSql } from "../../../services/store/deliveries/read/measure-backlog.ts";
import { countAttention } from "../../../services/store/figures/count-attention.ts";
import { duePortion } from "../../../services/store/figures/count-due.ts";
import { loadFigures } from "../../../services/store/figures/load-figures.ts";
import { ownersSql } from "../../../services/store/figures/make-hours.ts";
import { attemptsSql, endsSql, schedulesSql } from "../../../services/store/figures/read-minutes.ts";
import { firstIdOf } from "../../../services/store/lists/newest-first.ts";
import { agedDeliveriesSql } from "../../../services/store/retention/purge-deliveries.ts";
import { agedKeysSql } from "../../../services/store/retention/purge-idempotency-keys.ts";
import {
  agedSchedulesSql,
  purgeableSchedulesSql,
} from "../../../services/store/retention/purge-schedules.ts";
import type { Bound } from "../../../services/store/session/connect.ts";
import { explain, recording } from "../fixtures/explain.ts";
import { fillStore, laterPage } from "../fixtures/many-rows.ts";
import { madeAt, newOwner } from "../fixtures/rows.ts";
import { openStoreUnderTest, type StoreUnderTest } from "../fixtures/store-under-test.ts";

const owners = [newOwner(), newOwner(), newOwner("live")];
const owner = owners[0] ?? newOwner();
const { projectId, mode } = owner;
let store: StoreUnderTest;
beforeAll(async () => {
  store = await openStoreUnderTest();
  await fillStore(store, owners);
}, 30_000);
afterAll(() => store.close());

/** Returns the index used for each table of a statement, without temporary tables. */
async function readsOf(sql: string, bound: Bound[]) {
  const steps = await explain(store, sql, bound);
  return steps.filter(({ table }) => table !== null && !table.startsWith("<"));
}

describe("the plan of the log", () => {
  const any: LogFilter = {
    outcome: null,
    statusCode: null,
    endpointId: null,
    search: null,
    startedFrom: null,
    startedBefore: null,
  };
  for (const [of, filter, key] of [
    ["everything", {}, "attempts_by_outcome"],
    ["one outcome", { outcome: "failed" }, "attempts_by_outcome"],
    ["one status", { statusCode: 404 }, "attempts_by_status"],
    ["one status and outcome", { statusCode: 404, outcome: "retry" }, "attempts_by_status"],
    ["a search", { search: "hook" }, "attempts_by_outcome"],
    ["a profile", { endpointId: randomBytes(16) }, "attempts_by_outcome"],
    ["a time", { startedFrom: madeAt, startedBefore: madeAt + 60_000 }, "attempts_by_outcome"],
  ] as const) {
    it(`of ${of} reads ${key} in its order, and the rest by primary key`, async () => {
      const { store: dispatcher, recorded } = recording(store.dispatcher);
      await listLogs(dispatcher, owner, { ...any, ...filter }, laterPage, 26, firstIdOf(madeAt - 1));
      for (const { sql, bound } of recorded) {
        for (const step of await readsOf(sql, bound)) {
          expect(step.extra).not.toMatch(/filesort|temporary|join buffer/);
          expect(step.key).toBe(step.table === "a" ? key : "PRIMARY");
        }
      }
    });
  }
});

describe("the plan of figures", () => {
  it("counts attempts from the index alone, and schedules by primary key", async () => {
    const [attempts] = await readsOf(attemptsSql, [300, madeAt, madeAt + 60_000]);
    expect(attempts).toMatchObject({ key: "attempts_to_roll_up", type: "range" });
    expect(attempts?.extra).toMatch(/Using index(?! condition)/);
    const [schedules] = await readsOf(schedulesSql, [firstIdOf(madeAt), firstIdOf(madeAt + 60_000)]);
    expect(schedules).toMatchObject({ key: "PRIMARY", type: "range" });
    const [ends] = await readsOf(endsSql, [madeAt, madeAt + 60_000]);
    expect(ends).toMatchObject({ table: "unsent_ends", key: "PRIMARY" });
  });

  it("loads an owner's by primary key, and finds those of an hour from the index alone", async () => {
    const { store: dispatcher, recorded } = recording(store.dispatcher);
    await loadFigures(dispatcher, owner, madeAt, madeAt + 86_400_000);
    const { sql, bound } = recorded.at(-1) ?? { sql: "", bound: [] };
    for (const step of await readsOf(sql, bound))
      expect(step).toMatchObject({ table: "figures", key: "PRIMARY" });
    const [hour] = await readsOf(ownersSql, [madeAt, madeAt + 3_600_000]);
    expect(hour).toMatchObject({ key: "figures_by_span", type: "range" });
  });

  it("counts what needs attention on the claim's and the lists' indexes, in order", async () => {
    const { store: dispatcher, recorded } = recording(store.dispatcher);
    await countAttention(dispatcher, owner, { now: madeAt, lateBefore: madeAt, soonBefore: madeAt + 1 });
    const last = { claimAt: madeAt, id: Buffer.alloc(16) };
    const [sql, bound] = duePortion(projectId, mode, last, madeAt + 1_000, 100);
    const all = await Promise.all([...recorded, { sql, bound }].map((each) => readsOf(each.sql, each.bound)));
    const reads = all.flat().filter(({ key }) => key !== null);
    expect(new Set(reads.map(({ key }) => key))).toEqual(
      new Set(["schedules_by_kind_and_state", "deliveries_to_claim_by_project", "deliveries_by_phase"]),
    );
    for (const { extra } of reads) expect(extra).not.toMatch(/filesort|temporary/);
  });

  it("measures the backlog from indexes alone, each project by all of the index", async () => {
    const reads = await readsOf(backlogSql, [madeAt, madeAt + 1_000, madeAt, madeAt]);
    for (const step of reads) expect(step.extra).toMatch(/Using index(?! condition)|min\/max|const table/);
    for (const { key, type } of reads.filter(({ table }) => table === "d")) {
      expect([key, type]).toEqual(["deliveries_by_phase", "ref"]);
    }
  });
});

describe("the plan of the purge", () => {
  it("walks primary keys, and the keys' age, in order", async () => {
    const span = [Buffer.alloc(16), firstIdOf(madeAt + 1_000)];
    const keys = [madeAt, 0, 0, projectId, projectId, mode, mode, Buffer.alloc(32)];
    for (const [sql, bound, key] of [
      [agedDeliveriesSql, span, "PRIMARY"],
      [agedSchedulesSql, span, "PRIMARY"],
      [agedKeysSql, keys, "idempotency_keys_by_age"],
    ] as const) {
      const [step, ...others] = await readsOf(sql, [...bound]);
      expect(others).toEqual([]);
      expect(step).toMatchObject({ key, type: "range" });
      expect(step?.extra).not.toMatch(/filesort|temporary/);
    }
  });

  it("asks for a schedule's deliveries by its id", async () => {
    const rows = await store.query("SELECT id FROM schedules LIMIT 20");
    const steps = await readsOf(purgeableSchedulesSql, [rows.map(({ id }) => id)]);
    for (const step of steps) {
      expect(step.extra).not.toMatch(/filesort|temporary|join buffer/);
      expect(["PRIMARY", "deliveries_by_occurrence"]).toContain(step.key);
      expect(["range", "ref", "eq_ref", "index_subquery"]).toContain(step.type);
    }
  });
});
