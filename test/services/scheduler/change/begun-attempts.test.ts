import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Schedule, ScheduleFields } from "../../../../generated/rpc/landfall/scheduler/v1/schedule.ts";
import { parsePrefixedId } from "../../../../services/runtime/ulid.ts";
import { noFields } from "../../../../services/scheduler/change/written-fields.ts";
import {
  type Constellation,
  type SchedulerUnderTest,
  startConstellation,
} from "../../fixtures/constellation/constellation.ts";
import { caller } from "../../fixtures/constellation/scheduler.ts";
import { whileTimePasses } from "../../fixtures/while-time-passes.ts";

let constellation: Constellation<"scheduler">;
let scheduler: SchedulerUnderTest;
beforeAll(async () => {
  constellation = await startConstellation({ scheduler: {} });
  ({ scheduler } = constellation);
});
afterAll(() => constellation.close());

const named = ({ id }: Schedule) => ({ caller, id, ifVersion: undefined });
const cancel = (schedule: Schedule) => scheduler.calls.cancelSchedule(named(schedule));
const update = (schedule: Schedule, paths: string[], given: Partial<ScheduleFields>) =>
  scheduler.calls.updateSchedule({ ...named(schedule), paths, fields: { ...noFields, ...given } });

/** Begins the schedule's one delivery, as a dispatcher does. */
const begin = (schedule: Schedule) =>
  constellation.query(
    "UPDATE deliveries SET state = 'dispatching', attempt_count = 1, holder = ?, lease_expires_at = 1, claim_at = NULL WHERE schedule_id = ?",
    [randomBytes(16), parsePrefixedId("sch", schedule.id)],
  );
const end = (schedule: Schedule) =>
  constellation.query(
    "UPDATE deliveries SET state = 'succeeded', completed_at = 1, holder = NULL, lease_expires_at = NULL, next_attempt_at = NULL WHERE schedule_id = ?",
    [parsePrefixedId("sch", schedule.id)],
  );

/** True if the open deliveries of a schedule use its current request. */
async function followsRequest(schedule: Schedule): Promise<boolean> {
  const [row] = await constellation.query(
    "SELECT COUNT(*) AS n FROM deliveries d JOIN schedules s ON s.id = d.schedule_id WHERE s.id = ? AND d.completed_at IS NULL AND d.request_id <> s.request_id",
    [parsePrefixedId("sch", schedule.id)],
  );
  return row?.n === 0;
}

describe("canceling a recurring schedule whose attempt has begun", () => {
  it("answers as soon as that has ended, so that nothing starts afterwards", async () => {
    const schedule = await scheduler.create({ every: "1h" });
    await begin(schedule);
    let answered = false;
    const canceling = cancel(schedule).then(() => {
      answered = true;
    });
    await expect
      .poll(() => scheduler.deliveries(schedule), { interval: 5 })
      .toEqual(["3600 dispatching canceled"]);
    expect(answered).toBe(false);
    await end(schedule);
    await whileTimePasses(constellation, canceling);
  });

  it("already canceled, waits for begun attempts, since the first cancel may still be waiting", async () => {
    const schedule = await scheduler.create({ every: "1h" });
    await begin(schedule);
    await whileTimePasses(constellation, cancel(schedule));
    const askedAt = constellation.time.clock.now();
    await whileTimePasses(constellation, cancel(schedule));
    expect(constellation.time.clock.now() - askedAt).toBeGreaterThanOrEqual(1_300);
  });
});

describe("an update of the request of a recurring schedule whose attempt has begun", () => {
  /** Returns the time that passed until the update was answered. */
  async function waitedMs(schedule: Schedule, path: string, given: Partial<ScheduleFields>) {
    const askedAt = constellation.time.clock.now();
    await whileTimePasses(constellation, update(schedule, [path], given));
    return constellation.time.clock.now() - askedAt;
  }

  for (const [path, given] of [
    ["overlap", { overlap: "skip" }],
    ["misfire", { misfire: { policy: "skip", grace: undefined, max: undefined } }],
  ] as const) {
    it(`answers for ${path} when that must be on the wire`, async () => {
      const schedule = await scheduler.create({ every: "1h" });
      await begin(schedule);
      expect(await waitedMs(schedule, path, given)).toBeGreaterThanOrEqual(1_300);
    });
  }

  const changes: readonly (readonly [string, Partial<ScheduleFields>])[] = [
    ["endpoint", { endpoint: "https://93.184.215.14/new" }],
    ["body", { body: Buffer.from("new") }],
    ["headers", { headers: [{ name: "a", value: "2" }] }],
    ["method", { method: "PUT" }],
    ["timeout", { timeout: "9s" }],
    ["retry_policy", { retryPolicy: { strategy: "fixed", delays: [], rules: [] } }],
  ];
  for (const [path, given] of changes) {
    it(`answers for ${path} when that must be on the wire, and its retry goes by the new request`, async () => {
      const schedule = await scheduler.create({ every: "1h" });
      await begin(schedule);
      expect(await waitedMs(schedule, path, given)).toBeGreaterThanOrEqual(1_300);
      expect(await followsRequest(schedule)).toBe(true);
    });
  }

  it("answers as soon as that has ended", async () => {
    const schedule = await scheduler.create({ every: "1h" });
    await begin(schedule);
    let answered = false;
    const updating = update(schedule, ["method"], { method: "PUT" }).then(() => {
      answered = true;
    });
    await expect.poll(() => followsRequest(schedule), { interval: 5 }).toBe(true);
    expect(answered).toBe(false);
    await end(schedule);
    await whileTimePasses(constellation, updating);
  });

  it("answers for labels at once", async () => {
    const schedule = await scheduler.create({ every: "1h" });
    await begin(schedule);
    expect(await update(schedule, ["name"], { name: "new" })).toMatchObject({ name: "new" });
  });
});
