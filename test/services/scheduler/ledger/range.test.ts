import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Caller, Mode } from "../../../../generated/rpc/landfall/accounts/v1/caller.ts";
import { parsePrefixedId } from "../../../../services/runtime/ulid.ts";
import { noFields } from "../../../../services/scheduler/change/written-fields.ts";
import {
  type Constellation,
  type SchedulerUnderTest,
  startConstellation,
} from "../../fixtures/constellation/constellation.ts";
import { fields, newCaller } from "../../fixtures/constellation/scheduler.ts";
import { emitAll } from "../../fixtures/emit-all.ts";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
let constellation: Constellation<"scheduler">;
let scheduler: SchedulerUnderTest;
let caller: Caller;
beforeAll(async () => {
  constellation = await startConstellation({ scheduler: {} });
  ({ scheduler } = constellation);
});
beforeEach(async () => {
  caller = newCaller();
  // Schedules of one test are not planned further in the next.
  await constellation.query("UPDATE schedules SET emit_at = NULL");
});
afterAll(() => constellation.close());

const now = () => constellation.time.clock.now();
const ask = (fromMs?: number, toMs?: number) => scheduler.calls.getLedger({ caller, fromMs, toMs });
const project = () => parsePrefixedId("prj", caller.projectId);

describe("the ledger of a project", () => {
  it("is the sum of its schedules', in their mode", async () => {
    const own = { caller };
    await scheduler.create({ delay: "10m" }, own);
    await scheduler.create({ every: "10m" }, own);
    const lost = await scheduler.create({ cron: "*/30 * * * *" }, own);
    await scheduler.create({ every: "1m" }, { caller: newCaller() });
    await scheduler.create({ every: "1m" }, { caller: { ...caller, mode: Mode.LIVE } });
    await scheduler.calls.updateSchedule({
      ...{ caller, id: lost.id, paths: ["cron"], ifVersion: undefined },
      fields: { ...noFields, cron: "0 * * * *" },
    });
    const to = now() + 2 * hour + 1;
    expect(await ask(now(), to)).toMatchObject({ planned: 1 + 12 + 3, open: 15, holes: 0 });
    constellation.time.move(2 * hour);
    await emitAll(constellation);
    await constellation.query("DELETE FROM deliveries WHERE schedule_id = ? AND ordinal = 1", [
      parsePrefixedId("sch", lost.id),
    ]);
    const { planned, holes, holesAt } = await ask(to - 2 * hour - 1, to);
    expect([planned, holes]).toEqual([16, 2]);
    expect(holesAt.map(({ scheduleId }) => scheduleId)).toEqual([lost.id, lost.id]);
  });

  it("goes through any number of schedules and deliveries", async () => {
    const items = Array.from({ length: 600 }, () => ({ caller, fields: fields({ every: "10s" }) }));
    await scheduler.tryCreate(items);
    const [from, to] = [now(), now() + 2 * minute + 1];
    expect(await ask(from, to)).toMatchObject({ planned: 7_200, open: 7_200, holes: 0 });
    await constellation.query("DELETE FROM deliveries WHERE project_id = ? AND scheduled_for = ?", [
      project(),
      from + 20_000,
    ]);
    constellation.time.move(30_000);
    const counted = await ask(from, to);
    expect(counted).toMatchObject({ planned: 7_200, open: 6_600, holes: 600 });
    expect(counted.holesAt).toHaveLength(100);
  }, 20_000);
});

describe("the range of a ledger", () => {
  it("is the 24 hours until now where nothing is said", async () => {
    expect(await ask()).toMatchObject({ fromMs: now() - day, toMs: now(), planned: 0 });
    expect(await ask(undefined, 2 * day)).toMatchObject({ fromMs: day, toMs: 2 * day });
  });

  for (const [what, from, to] of [
    ["ends before it begins", 0, -1],
    ["is empty", 0, 0],
    ["begins ahead and ends now", 1, undefined],
    ["is longer than 31 days", -31 * day - 1, 0],
  ] as const) {
    it(`is refused when it ${what}`, async () => {
      await expect(ask(now() + from, to === undefined ? to : now() + to)).rejects.toMatchObject({
        code: "invalid_parameter",
        param: "from",
      });
    });
  }

  it("is refused when there is more than a million to count", async () => {
    await scheduler.create({ every: "1s" }, { caller });
    await expect(ask(now(), now() + 1_000_001_001)).rejects.toMatchObject({
      code: "invalid_parameter",
      param: "from",
    });
  }, 20_000);

  it("is cut to what retention keeps, and says so", async () => {
    const begun = now();
    await scheduler.create({ every: "1h" }, { caller });
    constellation.time.move(40 * day);
    await emitAll(constellation);
    expect(await ask(now() - 29 * day)).toMatchObject({
      retainedFromMs: undefined,
      planned: 29 * 24,
      holes: 0,
    });
    await constellation.query("DELETE FROM deliveries WHERE project_id = ? AND scheduled_for < ?", [
      project(),
      now() - 30 * day,
    ]);
    const cut = await ask(now() - 31 * day);
    expect(cut).toMatchObject({ retainedFromMs: now() - 30 * day + 1_000, holes: 0 });
    expect(cut.planned).toBe(30 * 24 - 1);
    const gone = await ask(begun, begun + day);
    expect(gone).toMatchObject({ planned: 0, holes: 0, retainedFromMs: cut.retainedFromMs });
  });
});
