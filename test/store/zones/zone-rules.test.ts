import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findOutdatedPlans, findZonesInUse } from "../../../services/store/zones/find-zones-in-use.ts";
import { loadZoneRules, readZoneRulesInForce } from "../../../services/store/zones/load-zone-rules.ts";
import { announceZoneRules, recordZoneRules } from "../../../services/store/zones/record-zone-rules.ts";
import { aSchedule, madeAt, newOwner, write } from "../fixtures/rows.ts";
import { openStoreUnderTest, type StoreUnderTest } from "../fixtures/store-under-test.ts";

const hour = 3_600_000;
const owner = newOwner();
let store: StoreUnderTest;
beforeAll(async () => {
  store = await openStoreUnderTest();
});
afterAll(() => store.close());

describe("findOutdatedPlans", () => {
  it("finds the most urgent first, those of no noted rules among them", async () => {
    const timezone = "Test/Urgent";
    const made = [3, 1, 2].map((hours, index) =>
      aSchedule(owner, [madeAt + hours * hour], {
        kind: "cron",
        timezone,
        zoneRules: [null, 4, 5][index] ?? null,
      }),
    );
    await write(store.scheduler, ...made);
    const ids = made.map(({ schedule }) => schedule.id);
    expect(await findOutdatedPlans(store.scheduler, timezone, 7, 100)).toEqual([ids[1], ids[2], ids[0]]);
    expect((await findZonesInUse(store.scheduler)).filter(({ zone }) => zone === timezone)).toEqual([
      { zone: timezone, oldest: null },
    ]);
  });
});

describe("recordZoneRules", () => {
  const found = (zone: string, replaces: number | null, answers = "0") => ({
    ...{ zone, version: "2027a", from: 0, until: 1, answers, replaces },
  });

  it("records nothing for an edition that is not in force, nor what another has recorded meanwhile", async () => {
    expect(await announceZoneRules(store.scheduler, "", "2027a", madeAt)).toBe(true);
    expect(await announceZoneRules(store.scheduler, "", "2026a", madeAt)).toBe(false);
    expect(await recordZoneRules(store.scheduler, "2026a", [found("Test/One", null)], madeAt)).toBe(0);
    const all = [found("Test/One", null), found("Test/Two", null)];
    const twice = await Promise.all([
      recordZoneRules(store.scheduler, "2027a", all, madeAt),
      recordZoneRules(store.scheduler, "2027a", all, madeAt),
    ]);
    expect(twice.sort()).toEqual([0, 2]);
    const [one, two] = await loadZoneRules(store.scheduler, 0);
    expect([one?.zone, two?.zone]).toEqual(["Test/One", "Test/Two"]);
    expect(
      await recordZoneRules(store.scheduler, "2027a", [found("Test/One", one?.id ?? 0, "1")], madeAt),
    ).toBe(1);
    const [newest] = await loadZoneRules(store.scheduler, two?.id ?? 0);
    expect(newest).toMatchObject({ zone: "Test/One", answers: "1" });
    const inForce = await readZoneRulesInForce(store.scheduler);
    expect(inForce).toEqual({ version: "2027a", edition: newest?.id });
  });
});
