import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { ScheduleState } from "../../../../generated/rpc/landfall/scheduler/v1/schedule.ts";
import { parsePrefixedId } from "../../../../services/runtime/ulid.ts";
import { emitDueOccurrences } from "../../../../services/scheduler/loops/emit-due-occurrences.ts";
import { standingClock } from "../../../receiver/standing-clock.ts";
import {
  type Constellation,
  type SchedulerUnderTest,
  startConstellation,
} from "../../fixtures/constellation/constellation.ts";
import { startAt } from "../../fixtures/constellation/ground.ts";
import { caller, fields } from "../../fixtures/constellation/scheduler.ts";

const [second, minute, hour] = [1_000, 60_000, 3_600_000];
let constellation: Constellation<"scheduler">;
let scheduler: SchedulerUnderTest;
beforeAll(async () => {
  constellation = await startConstellation({ scheduler: {} });
  ({ scheduler } = constellation);
});
afterAll(() => constellation.close());
beforeEach(async () => {
  await constellation.query("DELETE FROM deliveries");
  await constellation.query("DELETE FROM schedules");
});

/** The parts with another clock, so that the test moves it without the process's own loop. */
const at = (now: number) => ({ ...scheduler.parts, clock: standingClock(now).clock });

async function emitDaily(until: number, stepMs: number): Promise<void> {
  for (let now = startAt; now <= until; now += stepMs) await scheduler.emit(now);
}

const settleAll = () =>
  constellation.query(
    "UPDATE deliveries SET state = 'succeeded', claim_at = NULL, next_attempt_at = NULL, completed_at = 1 WHERE completed_at IS NULL",
  );
const state = async (id: string) => (await scheduler.calls.getSchedule({ caller, id })).state;

describe("the emitter", () => {
  it("has the next occurrence in place a minute before it is due, at every moment", async () => {
    const schedule = await scheduler.create({ cron: "*/5 * * * *" });
    for (let now = startAt; now <= startAt + hour; now += 13 * second) {
      await scheduler.emit(now);
      const next = (Math.floor((now - startAt) / (5 * minute)) + 1) * 300;
      const ahead = (next * second + startAt - now) / second;
      if (ahead <= 60) expect(await scheduler.deliveries(schedule)).toContain(`${next} scheduled`);
    }
    // Every occurrence of this hour and the next, exactly once.
    const planned = await scheduler.deliveries(schedule);
    expect(planned).toEqual(
      Array.from({ length: 13 }, (_, index) => `${(index + 1) * 300} scheduled`).slice(0, planned.length),
    );
    expect(planned.length).toBeGreaterThanOrEqual(12);
  });

  it("with two schedulers at work plans each occurrence exactly once", async () => {
    const schedules = await Promise.all(Array.from({ length: 30 }, () => scheduler.create({ every: "1m" })));
    for (let now = startAt; now <= startAt + 10 * minute; now += 30 * second) {
      await Promise.all([scheduler.emit(now), scheduler.emit(now), scheduler.emit(now)]);
    }
    for (const schedule of schedules) {
      const planned = await scheduler.deliveries(schedule);
      const expected = Array.from({ length: planned.length }, (_, index) => `${(index + 1) * 60} scheduled`);
      expect(planned).toEqual(expected);
      expect(planned.length).toBeGreaterThanOrEqual(11);
    }
  });

  it("stops at max_runs, and the schedule completes when the last run is settled", async () => {
    const { id, ...rest } = await scheduler.create({ every: "1h", maxRuns: 3 });
    await emitDaily(startAt + 5 * hour, 10 * minute);
    const schedule = { id, ...rest };
    const states = async () => (await scheduler.deliveries(schedule)).map((text) => text.split(" ")[0]);
    expect(await states()).toEqual(["3600", "7200", "10800"]);
    expect(await state(id)).toBe(ScheduleState.ACTIVE);
    expect((await scheduler.calls.getSchedule({ caller, id })).nextRunsMs).toEqual(
      [1, 2, 3].map((n) => startAt + n * hour),
    );
  });

  it("stops at ends_at, inclusive", async () => {
    const schedule = await scheduler.create({ every: "1h", endsAt: "2027-03-01T14:00:00Z" });
    await emitDaily(startAt + 5 * hour, 10 * minute);
    expect(await scheduler.deliveries(schedule)).toEqual(["3600 scheduled", "7200 scheduled"]);
  });

  it("completes a schedule whose last occurrences it has to skip", async () => {
    const schedule = await scheduler.create({
      every: "1h",
      endsAt: "2027-03-01T15:00:00Z",
      misfire: { policy: "skip", grace: undefined, max: undefined },
    });
    await settleAll();
    await scheduler.emit(startAt + 9 * hour);
    expect((await scheduler.deliveries(schedule)).slice(1)).toEqual([
      "7200 skipped misfire",
      "10800 skipped misfire",
    ]);
    expect(await state(schedule.id)).toBe(ScheduleState.COMPLETED);
  });

  for (const [policy, expected] of [
    ["all", ["7200 scheduled", "10800 scheduled", "14400 scheduled", "18000 scheduled"]],
    ["once", ["7200 skipped misfire", "10800 skipped misfire", "14400 scheduled", "18000 scheduled"]],
    ["skip", ["7200 skipped misfire", "10800 skipped misfire", "14400 skipped misfire", "18000 scheduled"]],
  ] as const) {
    it(`after hours in which nothing ran plans by the misfire policy ${policy}`, async () => {
      const schedule = await scheduler.create({
        cron: "0 * * * *",
        misfire: { policy, grace: undefined, max: undefined },
      });
      await scheduler.emit(startAt + 4 * hour + 30 * minute);
      expect((await scheduler.deliveries(schedule)).slice(1)).toEqual(expected);
    });
  }

  it("catches up on a day of seconds in bounded passes, and leaves no hole", async () => {
    const schedule = await scheduler.create({ every: "10s" });
    await scheduler.emit(startAt + 24 * hour);
    const planned = (await scheduler.deliveries(schedule)).map((text) => Number(text.split(" ")[0]));
    expect(planned.every((at, index) => at === (index + 1) * 10)).toBe(true);
    expect(planned.length).toBeGreaterThanOrEqual(8_640);
  }, 20_000);

  it("ends what falls due in a pause as skipped, when it falls due", async () => {
    const schedule = await scheduler.create({ every: "24h" });
    await scheduler.calls.pauseSchedule({ caller, id: schedule.id, ifVersion: undefined });
    await scheduler.emit(startAt + 24 * hour - 1);
    expect(await scheduler.deliveries(schedule)).toEqual(["86400 scheduled paused"]);
    await scheduler.emit(startAt + 24 * hour);
    expect(await scheduler.deliveries(schedule)).toEqual(["86400 skipped paused", "172800 scheduled paused"]);
  });

  it("completes a paused schedule when its last occurrence before ends_at has fallen due", async () => {
    const schedule = await scheduler.create({ every: "1h", endsAt: "2027-03-01T13:30:00Z" });
    await scheduler.calls.pauseSchedule({ caller, id: schedule.id, ifVersion: undefined });
    await scheduler.emit(startAt + hour);
    expect(await scheduler.deliveries(schedule)).toEqual(["3600 skipped paused"]);
    expect(await state(schedule.id)).toBe(ScheduleState.COMPLETED);
  });

  it("emits a herd of 2,000 schedules of one minute in batches, shared between schedulers, before that minute", async () => {
    const items = Array.from({ length: 1_000 }, () => ({ fields: fields({ cron: "0 13 * * *" }) }));
    await scheduler.tryCreate(items);
    await scheduler.tryCreate(items);
    const dueAt = startAt + 25 * hour;
    const passes: number[] = [];
    for (let now = dueAt - 24 * hour - 90 * second; now <= dueAt - 24 * hour - 60 * second; now += second) {
      const found = await Promise.all([emitDueOccurrences(at(now)), emitDueOccurrences(at(now))]);
      passes.push(...found.map((pass) => pass.schedules));
    }
    expect(Math.max(...passes)).toBeLessThanOrEqual(200);
    // Spread over half a minute instead of all at once.
    expect(passes.filter((schedules) => schedules > 0).length).toBeGreaterThan(15);
    const [row] = await constellation.query(
      "SELECT COUNT(*) AS n, COUNT(DISTINCT schedule_id) AS s FROM deliveries WHERE scheduled_for = ?",
      [dueAt],
    );
    expect(row).toMatchObject({ n: 2_000, s: 2_000 });
  }, 30_000);

  it("sets one that cannot be planned aside for 5 minutes, and plans the others", async () => {
    const broken = await scheduler.create({ cron: "0 * * * *", timezone: "Europe/Berlin" });
    const others = await Promise.all([1, 2].map(() => scheduler.create({ cron: "0 * * * *" })));
    const bytes = parsePrefixedId("sch", broken.id);
    await constellation.query("UPDATE schedules SET timezone = 'Mars/Olympus' WHERE id = ?", [bytes]);
    const now = startAt + hour + 30 * second;
    const pass = await emitDueOccurrences(at(now));
    expect(pass).toMatchObject({
      schedules: 3,
      setAside: [{ scheduleId: broken.id, problem: expect.any(RangeError) }],
    });
    for (const other of others)
      expect(await scheduler.deliveries(other)).toEqual(["3600 scheduled", "7200 scheduled"]);
    const [row] = await constellation.query("SELECT emit_at FROM schedules WHERE id = ?", [bytes]);
    expect(row?.emit_at).toBe(now + 5 * minute);

    await constellation.query("UPDATE schedules SET timezone = 'Europe/Berlin' WHERE id = ?", [bytes]);
    await scheduler.emit(now + 5 * minute);
    expect(await scheduler.deliveries(broken)).toEqual(["3600 scheduled", "7200 scheduled"]);
  });

  it("runs in the process as its clock goes", async () => {
    const schedule = await scheduler.create({ every: "1h" });
    const { time } = constellation;
    time.move(hour - 50 * second);
    const planned = () => {
      time.move(second);
      return scheduler.deliveries(schedule);
    };
    await expect.poll(planned).toEqual(["3600 scheduled", "7200 scheduled"]);
    const [row] = await constellation.query("SELECT emit_at FROM schedules WHERE id = ?", [
      parsePrefixedId("sch", schedule.id),
    ]);
    expect(row?.emit_at).toBeGreaterThan(startAt + hour);
  });
});
