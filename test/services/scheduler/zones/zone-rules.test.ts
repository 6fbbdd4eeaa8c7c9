import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ScheduleState } from "../../../../generated/rpc/landfall/scheduler/v1/schedule.ts";
import { parsePrefixedId } from "../../../../services/runtime/ulid.ts";
import { createBatch } from "../../../../services/scheduler/create/create-batch.ts";
import { emitDueOccurrences } from "../../../../services/scheduler/loops/emit-due-occurrences.ts";
import { UnreadZoneRules, ZoneBook } from "../../../../services/scheduler/zones/zone-book.ts";
import {
  type Constellation,
  type SchedulerUnderTest,
  startConstellation,
} from "../../fixtures/constellation/constellation.ts";
import { startAt } from "../../fixtures/constellation/ground.ts";
import { caller, fields } from "../../fixtures/constellation/scheduler.ts";
import { follow, newer, newlyForward, noLonger, older, same } from "../../fixtures/two-editions.ts";

const [second, minute, hour] = [1_000, 60_000, 3_600_000];

let constellation: Constellation<"scheduler">;
let scheduler: SchedulerUnderTest;
beforeEach(async () => {
  constellation = await startConstellation({ scheduler: { zones: older } });
  ({ scheduler } = constellation);
});
afterEach(() => constellation.close());

const now = () => constellation.time.clock.now();

describe("two schedulers with different rules of a zone", () => {
  it("both make new plans by the newer ones, also once the newer one is gone and the older is started again", async () => {
    await scheduler.create({ cron: "0 9 * * *", timezone: newlyForward });
    const { parts: besides } = await scheduler.beside(newer);
    await follow(constellation, besides);
    // As running processes do within two seconds, and starting ones before they serve.
    const again = { ...scheduler.parts, zones: new ZoneBook(older) };
    await follow(constellation, again);
    expect(again.zones.version).toBe("2027b");
    const given = { localFireAt: "2027-03-02T09:00", timezone: newlyForward };
    const items = [{ caller, fields: fields(given), idempotencyKey: undefined, names: undefined }];
    const [made] = await createBatch(again, items);
    const schedule = made && "schedule" in made ? made.schedule : null;
    expect(schedule).toMatchObject({ fireAt: Date.parse("2027-03-02T07:00:00Z"), version: 1 });
    await follow(constellation, again, besides);
    const [row] = await constellation.query("SELECT version, plan FROM schedules WHERE id = ?", [
      schedule?.id,
    ]);
    expect(row).toMatchObject({ version: 1, plan: 0 });
    const [inForce] = await constellation.query("SELECT version FROM zone_rules_in_force");
    expect(inForce?.version).toBe("2027b");
  });

  it("agree on what an outdated scheduler makes before it has heard of the newer ones", async () => {
    await scheduler.create({ cron: "0 9 * * *", timezone: newlyForward });
    await follow(constellation, scheduler.parts);
    const { parts: besides } = await scheduler.beside(newer);
    await follow(constellation, besides);
    const given = { localFireAt: "2027-03-02T09:00", timezone: newlyForward };
    const unheard = { ...scheduler.parts };
    expect(unheard.zones.version).toBe("2027a");
    const items = [{ caller, fields: fields(given), idempotencyKey: undefined, names: undefined }];
    const [made] = await createBatch(unheard, items);
    const schedule = made && "schedule" in made ? made.schedule : null;
    expect(schedule?.fireAt).toBe(Date.parse("2027-03-02T08:00:00Z"));
    await follow(constellation, besides);
    const [row] = await constellation.query("SELECT fire_at, version FROM schedules WHERE id = ?", [
      schedule?.id,
    ]);
    expect(row).toMatchObject({ fire_at: Date.parse("2027-03-02T07:00:00Z"), version: 2 });
    // An emitter that does not know the newer rules leaves their plans alone.
    await constellation.query("UPDATE schedules SET emit_at = ? WHERE kind = 'cron'", [now()]);
    const [before] = await constellation.query("SELECT COUNT(*) AS deliveries FROM deliveries");
    const { setAside } = await emitDueOccurrences(unheard);
    expect(setAside.map(({ problem }) => problem)).toEqual([expect.any(UnreadZoneRules)]);
    expect((await constellation.query("SELECT COUNT(*) AS deliveries FROM deliveries"))[0]).toEqual(before);
    const [{ emit_at } = { emit_at: 0 }] = await constellation.query(
      "SELECT emit_at FROM schedules WHERE kind = 'cron'",
    );
    expect(emit_at).toBe(now() + second);
  });

  it("tell the same of a schedule at once, though one has not heard of the newer ones yet", async () => {
    const schedule = await scheduler.create({ cron: "0 9 * * *", timezone: newlyForward });
    await follow(constellation, scheduler.parts);
    const { parts: besides, calls } = await scheduler.beside(newer);
    await follow(constellation, besides);
    const named = { caller, id: schedule.id };
    const [one, other] = await Promise.all([scheduler.calls.getSchedule(named), calls.getSchedule(named)]);
    expect(one.nextRunsMs[0]).toBe(Date.parse("2027-03-02T07:00:00Z"));
    expect(one).toEqual(other);
  });

  it("says which rules are in force, and which it brings along", async () => {
    const { calls } = await scheduler.beside(newer);
    expect(await calls.getZoneRules({})).toEqual({ inForce: "2027b", own: "2027b" });
    const third = await scheduler.beside({ ...older, version: "2026z" });
    expect(await third.calls.getZoneRules({})).toEqual({ inForce: "2027b", own: "2026z" });
  });

  it("does not touch plans for an edition that answers alike", async () => {
    const schedule = await scheduler.create({ cron: "0 9 * * *", timezone: same });
    const once = await scheduler.create({ localFireAt: "2027-03-02T09:00", timezone: same });
    await follow(constellation, scheduler.parts);
    const { parts: besides } = await scheduler.beside(newer);
    await follow(constellation, besides);
    expect(await constellation.query("SELECT zone, version FROM zone_rules")).toEqual([
      { zone: same, version: "2027a" },
    ]);
    for (const { id } of [schedule, once]) {
      expect((await scheduler.calls.getSchedule({ caller, id })).version).toBe(1);
    }
  });

  it("leave an attempt that is being made or retried alone, and the ledger whole", async () => {
    const schedules = [
      await scheduler.create({ localFireAt: "2027-03-02T09:00", timezone: noLonger }),
      await scheduler.create({ localFireAt: "2027-03-02T09:00", timezone: noLonger }),
    ];
    await follow(constellation, scheduler.parts);
    constellation.time.move(19 * hour + second);
    for (const [index, state] of ["dispatching", "retrying"].entries()) {
      await constellation.query(
        `UPDATE deliveries SET state = ?, attempt_count = 1, holder = IF(state = 'dispatching', schedule_id, NULL),
           lease_expires_at = IF(state = 'dispatching', ?, NULL), claim_at = NULL WHERE schedule_id = ?`,
        [state, now() + minute, parsePrefixedId("sch", schedules[index]?.id ?? "")],
      );
    }
    const { parts: besides, calls } = await scheduler.beside(newer);
    await follow(constellation, besides);
    for (const schedule of schedules) {
      expect(await calls.getSchedule({ caller, id: schedule.id })).toMatchObject({
        version: 1,
        fireAtMs: Date.parse("2027-03-02T07:00:00Z"),
        state: ScheduleState.ACTIVE,
      });
    }
    const ledger = await calls.getLedger({ caller, fromMs: startAt, toMs: now() + 30 * hour });
    expect(ledger).toMatchObject({ planned: 2, open: 2, holes: 0 });
  });
});
