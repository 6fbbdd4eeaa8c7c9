import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findOutdatedPlans, findZonesInUse } from "../../../services/store/zones/find-zones-in-use.ts";
import { replanSchedules } from "../../../services/store/zones/replan-schedules.ts";
import { explain, type Recorded, recording } from "../fixtures/explain.ts";
import { aDelivery, aSchedule, madeAt, newOwner, write } from "../fixtures/rows.ts";
import { openStoreUnderTest, type StoreUnderTest } from "../fixtures/store-under-test.ts";

const owner = newOwner();
const zones = Array.from({ length: 3 }, (_, index) => `Test/Zone${index}`);
const made = Array.from({ length: 4_000 }, (_, index) =>
  aSchedule(owner, [madeAt + index * 1_000, madeAt + index * 1_000 + 500], {
    kind: "cron",
    // One of four is in no zone.
    timezone: index % 4 === 3 ? null : (zones[index % zones.length] ?? null),
    zoneRules: index % 8 === 0 ? null : 3,
  }),
);
let store: StoreUnderTest;
beforeAll(async () => {
  store = await openStoreUnderTest();
  for (let index = 0; index < made.length; index += 500)
    await write(store.scheduler, ...made.slice(index, index + 500));
  await store.query("ANALYZE TABLE schedules, deliveries");
}, 60_000);
afterAll(() => store.close());

async function steps({ sql, bound }: Recorded): Promise<string[]> {
  return (await explain(store, sql, bound)).map(
    ({ table, type, key, extra }) => `${table} ${type} ${key} ${extra}`,
  );
}

describe("what follows the rules of zones", () => {
  it("jumps from zone to zone to see which are in use", async () => {
    const { store: scheduler, recorded } = recording(store.scheduler);
    expect(await findZonesInUse(scheduler)).toEqual(zones.map((zone) => ({ zone, oldest: null })));
    expect(recorded).toHaveLength(zones.length + 1);
    for (const each of recorded) {
      expect(await steps(each)).toEqual([
        expect.stringMatching(/^schedules range schedules_by_zone_rules (?!.*filesort)/),
      ]);
    }
  });

  it("finds outdated plans of a zone by the index", async () => {
    const { store: scheduler, recorded } = recording(store.scheduler);
    expect(await findOutdatedPlans(scheduler, "Test/Zone0", 7, 1_000)).toHaveLength(1_000);
    for (const step of (await steps(recorded[0] ?? { sql: "", bound: [] })).slice(0, 2)) {
      expect(step).toMatch(/^schedules (ref|range) schedules_by_zone_rules /);
    }
  });

  it("meets every row by a key, and sorts none", async () => {
    const { store: scheduler, recorded } = recording(store.scheduler);
    const ids = await findOutdatedPlans(store.scheduler, "Test/Zone0", 7, 100);
    const pass = await replanSchedules(scheduler, ids, "Test/Zone0", 7, madeAt, (schedule, ahead) => {
      const next = { ...schedule, plan: 1 };
      const cancel = ahead.map(({ id }) => id);
      const insert = ahead.map(({ scheduledFor }) => aDelivery(next, scheduledFor));
      return { schedule: next, past: schedule, inForceUntil: madeAt, isVisible: true, cancel, insert };
    });
    expect(pass.replanned).toBe(100);
    const read = recorded.filter(({ sql }) => /^\s*(SELECT|UPDATE)/.test(sql));
    expect(read.length).toBeGreaterThan(6);
    for (const each of read) {
      for (const step of await steps(each)) {
        if (/^(w|null|<)/.test(step)) continue;
        expect(`${step} in ${each.sql}`).toMatch(/^\S+ (range|ref|eq_ref|const) /);
        expect(step).not.toMatch(/filesort|join buffer/);
      }
    }
  });
});
