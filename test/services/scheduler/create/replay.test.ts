import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Schedule } from "../../../../generated/rpc/landfall/scheduler/v1/schedule.ts";
import { parsePrefixedId } from "../../../../services/runtime/ulid.ts";
import {
  type Constellation,
  type SchedulerUnderTest,
  startConstellation,
} from "../../fixtures/constellation/constellation.ts";
import { caller, newCaller } from "../../fixtures/constellation/scheduler.ts";

let constellation: Constellation<"scheduler">;
let scheduler: SchedulerUnderTest;
beforeAll(async () => {
  constellation = await startConstellation({ scheduler: {} });
  ({ scheduler } = constellation);
});
afterAll(() => constellation.close());

const replay = async ({ id }: { readonly id: string }, idempotencyKey?: string) => {
  const { schedule, replayed } = await scheduler.calls.replaySchedule({ caller, id, idempotencyKey });
  if (!schedule) throw new Error("no schedule");
  return { schedule, replayed };
};
const end = async (schedule: Schedule, state = "completed") => {
  await constellation.query("UPDATE schedules SET state = ?, ended_at = 1 WHERE id = ?", [
    state,
    parsePrefixedId("sch", schedule.id),
  ]);
  return schedule;
};
const sinceStart = () => (constellation.time.clock.now() - Date.UTC(2027, 2, 1, 12)) / 1_000;

describe("ReplaySchedule", () => {
  for (const state of ["completed", "canceled"]) {
    it(`fires a one-shot that is ${state} again, now, as a new schedule`, async () => {
      const misfire = { policy: "skip", grace: "0s", max: 1 };
      const given = { delay: "1m", body: Buffer.from("hello"), name: "once", ttl: "30s", misfire };
      const source = await end(await scheduler.create(given), state);
      constellation.time.move(600_000);
      const now = constellation.time.clock.now();
      const { schedule, replayed } = await replay(source);
      expect(replayed).toBe(false);
      expect(schedule).toEqual({
        ...source,
        id: schedule.id,
        fireAtMs: now,
        nextFireAtMs: schedule.nextFireAtMs,
        nextRunsMs: schedule.nextRunsMs,
        createdAtMs: now,
        updatedAtMs: now,
      });
      expect(await scheduler.deliveries(schedule)).toEqual([`${sinceStart()} scheduled`]);
      const [row] = await constellation.query(
        "SELECT claim_at, expires_at, ordinal FROM deliveries WHERE schedule_id = ?",
        [parsePrefixedId("sch", schedule.id)],
      );
      expect(row).toEqual({ claim_at: now, expires_at: now + 30_000, ordinal: 0 });
    });
  }

  it("fires one of a wall-clock time that came twice once", async () => {
    const source = await scheduler.create({
      localFireAt: "2027-10-31T02:30",
      timezone: "Europe/Berlin",
      dst: { gap: undefined, overlap: "both" },
    });
    const { schedule } = await replay(await end(source));
    expect(await scheduler.deliveries(schedule)).toHaveLength(1);
  });

  it("is refused while it has not ended, for a recurring schedule, and for one that is not there", async () => {
    const open = await scheduler.create({ delay: "1m" });
    const notFinished = { code: "schedule_not_finished" };
    await expect(replay(open)).rejects.toMatchObject(notFinished);
    await scheduler.calls.pauseSchedule({ caller, id: open.id, ifVersion: undefined });
    await expect(replay(open)).rejects.toMatchObject(notFinished);
    const recurring = await scheduler.create({ every: "1h" });
    await scheduler.calls.cancelSchedule({ caller, id: recurring.id, ifVersion: undefined });
    await expect(replay(recurring)).rejects.toMatchObject({ code: "not_a_one_shot" });
    const theirs = await end(await scheduler.create({ delay: "1m" }, { caller: newCaller() }));
    await expect(replay(theirs)).rejects.toMatchObject({ code: "schedule_not_found" });
  });

  it("with an idempotency key is made once; the key is taken for another schedule", async () => {
    const [one, other] = [
      await end(await scheduler.create({ delay: "1m" })),
      await end(await scheduler.create({ delay: "1m" })),
    ];
    const all = await Promise.all(Array.from({ length: 6 }, () => replay(one, "r-1")));
    expect(new Set(all.map(({ schedule }) => schedule.id)).size).toBe(1);
    expect(all.filter(({ replayed }) => !replayed)).toHaveLength(1);
    await expect(replay(other, "r-1")).rejects.toMatchObject({ code: "idempotency_key_reused" });
  });
});
