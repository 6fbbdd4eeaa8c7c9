import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Caller } from "../../../../generated/rpc/landfall/accounts/v1/caller.ts";
import {
  type Schedule,
  ScheduleKind,
  ScheduleState,
} from "../../../../generated/rpc/landfall/scheduler/v1/schedule.ts";
import { parsePrefixedId } from "../../../../services/runtime/ulid.ts";
import { noFields } from "../../../../services/scheduler/change/written-fields.ts";
import {
  type Constellation,
  type SchedulerUnderTest,
  startConstellation,
} from "../../fixtures/constellation/constellation.ts";
import { newCaller } from "../../fixtures/constellation/scheduler.ts";
import { emitAll } from "../../fixtures/emit-all.ts";

let constellation: Constellation<"scheduler">;
let scheduler: SchedulerUnderTest;
let caller: Caller;
beforeAll(async () => {
  constellation = await startConstellation({ scheduler: {} });
  ({ scheduler } = constellation);
});
beforeEach(() => {
  caller = newCaller();
});
afterAll(() => constellation.close());

/** Creates a schedule in a zone that is unknown now. */
async function inALostZone(): Promise<Schedule> {
  const schedule = await scheduler.create({ cron: "0 * * * *", timezone: "Europe/Berlin" }, { caller });
  await constellation.query("UPDATE schedules SET timezone = 'Mars/Olympus' WHERE id = ?", [
    parsePrefixedId("sch", schedule.id),
  ]);
  return schedule;
}

const named = ({ id }: Schedule) => ({ caller, id, ifVersion: undefined });

describe("a schedule whose zone is no longer known", () => {
  it("is read and listed, without next runs", async () => {
    const schedule = await inALostZone();
    const other = await scheduler.create({ every: "1h" }, { caller });
    expect(await scheduler.calls.getSchedule({ caller, id: schedule.id })).toMatchObject({
      timezone: "Mars/Olympus",
      nextRunsMs: [],
    });
    const { schedules } = await scheduler.calls.listSchedules({
      ...{ caller, limit: 10, cursor: undefined, includeTotal: false, metadata: {} },
      ...{ state: ScheduleState.UNSPECIFIED, kind: ScheduleKind.UNSPECIFIED, endpointId: undefined },
      ...{ search: undefined, createdFromMs: undefined, createdBeforeMs: undefined },
    });
    expect(schedules.map(({ id, nextRunsMs }) => [id, nextRunsMs.length])).toEqual([
      [other.id, 5],
      [schedule.id, 0],
    ]);
  });

  it("has a ledger of its existing deliveries, and does not spoil others' ledgers", async () => {
    const schedule = await inALostZone();
    await scheduler.create({ every: "1h" }, { caller });
    const span = { fromMs: schedule.createdAtMs, toMs: schedule.createdAtMs + 3 * 3_600_000 };
    expect(await scheduler.calls.getScheduleLedger({ caller, id: schedule.id, ...span })).toMatchObject({
      planned: 1,
      open: 1,
      holes: 0,
    });
    // Its only occurrence, and 13:00 and 14:00 of the other schedule.
    expect(await scheduler.calls.getLedger({ caller, ...span })).toMatchObject({ planned: 3, holes: 0 });
  });

  it("can be paused and resumed", async () => {
    const schedule = await inALostZone();
    expect((await scheduler.calls.pauseSchedule(named(schedule))).state).toBe(ScheduleState.PAUSED);
    expect(await scheduler.deliveries(schedule)).toEqual(["3600 scheduled paused"]);
    expect((await scheduler.calls.resumeSchedule(named(schedule))).state).toBe(ScheduleState.ACTIVE);
    expect(await scheduler.deliveries(schedule)).toEqual(["3600 scheduled"]);
  });

  it("can be canceled", async () => {
    const schedule = await inALostZone();
    expect((await scheduler.calls.cancelSchedule(named(schedule))).state).toBe(ScheduleState.CANCELED);
    expect(await scheduler.deliveries(schedule)).toEqual(["3600 canceled canceled"]);
  });

  it("is mended by a new zone", async () => {
    const schedule = await inALostZone();
    const changed = await scheduler.calls.updateSchedule({
      ...named(schedule),
      paths: ["timezone"],
      fields: { ...noFields, timezone: "Europe/Paris" },
    });
    expect(changed.nextRunsMs).toHaveLength(5);
    await emitAll(constellation);
    expect(await scheduler.deliveries(schedule)).toEqual(["3600 canceled rescheduled", "3600 scheduled"]);
  });

  it("may be renamed, and refuses an unknown zone", async () => {
    const schedule = await inALostZone();
    const update = (path: string, given: object) =>
      scheduler.calls.updateSchedule({
        ...named(schedule),
        paths: [path],
        fields: { ...noFields, ...given },
      });
    expect((await update("name", { name: "still here" })).name).toBe("still here");
    await expect(update("timezone", { timezone: "Mars/Elysium" })).rejects.toMatchObject({
      code: "invalid_timezone",
    });
  });
});
