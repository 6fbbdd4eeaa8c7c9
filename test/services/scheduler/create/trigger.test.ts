import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ScheduleState } from "../../../../generated/rpc/landfall/scheduler/v1/schedule.ts";
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

const trigger = ({ id }: { readonly id: string }, idempotencyKey?: string) =>
  scheduler.calls.triggerSchedule({ caller, id, idempotencyKey });
const get = ({ id }: { readonly id: string }) => scheduler.calls.getSchedule({ caller, id });
const row = async (deliveryId: string) => {
  const [found] = await constellation.query("SELECT * FROM deliveries WHERE id = ?", [
    parsePrefixedId("dlv", deliveryId),
  ]);
  return found;
};

describe("TriggerSchedule", () => {
  it("makes a delivery that is due now and leaves the plan as it is", async () => {
    const schedule = await scheduler.create({ every: "1h", ttl: "90s", earlyFire: true });
    constellation.time.move(5_000);
    const now = constellation.time.clock.now();
    const { deliveryId, replayed } = await trigger(schedule);
    expect(replayed).toBe(false);
    const made = await row(deliveryId);
    expect(made).toMatchObject({
      schedule_id: parsePrefixedId("sch", schedule.id),
      state: "scheduled",
      reason: null,
      scheduled_for: now,
      claim_at: now,
      expires_at: now + 90_000,
      recurring: 0,
      early_fire: 0,
      replay_of: null,
    });
    expect(made?.ordinal).toBeLessThan(0);
    expect(await get(schedule)).toEqual(schedule);
    const [planned] = await constellation.query("SELECT request_id FROM schedules WHERE id = ?", [
      made?.schedule_id,
    ]);
    expect(made?.request_id).toEqual(planned?.request_id);
  });

  it("goes out while the schedule is paused, and stays when it is resumed", async () => {
    const schedule = await scheduler.create({ every: "1h" });
    await scheduler.calls.pauseSchedule({ caller, id: schedule.id, ifVersion: undefined });
    const { deliveryId } = await trigger(schedule);
    expect(await row(deliveryId)).toMatchObject({ reason: null, claim_at: constellation.time.clock.now() });
    await scheduler.calls.resumeSchedule({ caller, id: schedule.id, ifVersion: undefined });
    expect(await row(deliveryId)).toMatchObject({ state: "scheduled", reason: null });
  });

  it("ends with the schedule when that is canceled", async () => {
    const schedule = await scheduler.create({ delay: "1h" });
    const { deliveryId } = await trigger(schedule);
    await scheduler.calls.cancelSchedule({ caller, id: schedule.id, ifVersion: undefined });
    expect(await row(deliveryId)).toMatchObject({ state: "canceled", reason: "canceled" });
  });

  it("makes one delivery after another in the same millisecond", async () => {
    const schedule = await scheduler.create({ every: "1h" });
    const all = await Promise.all(Array.from({ length: 8 }, () => trigger(schedule)));
    expect(new Set(all.map(({ deliveryId }) => deliveryId)).size).toBe(8);
  });

  it("is refused once the schedule has ended, and for one that is not there", async () => {
    const schedule = await scheduler.create({ every: "1h" });
    const { state } = await scheduler.calls.cancelSchedule({
      caller,
      id: schedule.id,
      ifVersion: undefined,
    });
    expect(state).toBe(ScheduleState.CANCELED);
    await expect(trigger(schedule)).rejects.toMatchObject({
      code: "schedule_not_editable",
    });
    const theirs = await scheduler.create({ every: "1h" }, { caller: newCaller() });
    await expect(trigger(theirs)).rejects.toMatchObject({ code: "schedule_not_found" });
    await expect(trigger({ id: "sch_1" })).rejects.toMatchObject({ code: "schedule_not_found" });
  });

  it("with an idempotency key is made once; the key is taken for another schedule", async () => {
    const [one, other] = [await scheduler.create({ every: "1h" }), await scheduler.create({ every: "1h" })];
    const all = await Promise.all(Array.from({ length: 6 }, () => trigger(one, "t-1")));
    expect(new Set(all.map(({ deliveryId }) => deliveryId)).size).toBe(1);
    expect(all.filter(({ replayed }) => !replayed)).toHaveLength(1);
    await expect(trigger(other, "t-1")).rejects.toMatchObject({ code: "idempotency_key_reused" });
  });
});
