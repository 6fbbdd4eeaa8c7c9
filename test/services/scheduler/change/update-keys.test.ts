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

let constellation: Constellation<"scheduler">;
let scheduler: SchedulerUnderTest;
beforeAll(async () => {
  constellation = await startConstellation({ scheduler: {} });
  ({ scheduler } = constellation);
});
afterAll(() => constellation.close());

const old: Partial<ScheduleFields> = {
  delay: "10m",
  endpoint: "https://93.184.215.14/hook",
  method: "POST",
  body: Buffer.from("old"),
  headers: [{ name: "a", value: "1" }],
};

/** Returns the idempotency key of the only delivery, before and after an update. */
async function keys(attempts: number, path: string, given: Partial<ScheduleFields>) {
  const schedule = await scheduler.create(old);
  await constellation.query(
    "UPDATE deliveries SET state = IF(? > 0, 'retrying', state), attempt_count = ? WHERE schedule_id = ?",
    [attempts, attempts, parsePrefixedId("sch", schedule.id)],
  );
  const before = await keyOf(schedule);
  const fields = { ...noFields, ...given };
  await scheduler.calls.updateSchedule({
    caller,
    id: schedule.id,
    ifVersion: undefined,
    paths: [path],
    fields,
  });
  return { before, after: await keyOf(schedule) };
}

async function keyOf({ id }: Schedule): Promise<string> {
  const [row] = await constellation.query(
    "SELECT HEX(idempotency_id) AS k FROM deliveries WHERE schedule_id = ?",
    [parsePrefixedId("sch", id)],
  );
  return row?.k;
}

describe("the idempotency key of an occurrence that was attempted", () => {
  const seen: readonly (readonly [string, Partial<ScheduleFields>])[] = [
    ["body", { body: Buffer.from("new") }],
    ["body", {}],
    ["headers", { headers: [{ name: "a", value: "2" }] }],
    ["method", { method: "PUT" }],
    ["endpoint", { endpoint: "https://93.184.215.14/elsewhere" }],
  ];
  for (const [path, given] of seen) {
    it(`is a fresh one after a change of ${path}: no receiver sees one key with two requests`, async () => {
      const { before, after } = await keys(1, path, given);
      expect(after).not.toBe(before);
    });
  }

  const unseen: readonly (readonly [string, Partial<ScheduleFields>])[] = [
    ["body", { body: Buffer.from("old") }],
    ["timeout", { timeout: "9s" }],
    ["retry_policy", { retryPolicy: { strategy: "fixed", delays: [], rules: [] } }],
    ["name", { name: "new" }],
  ];
  for (const [path, given] of unseen) {
    it(`stays after an update of ${path} that a receiver does not see`, async () => {
      const { before, after } = await keys(1, path, given);
      expect(after).toBe(before);
    });
  }

  it("stays where no attempt was made", async () => {
    const { before, after } = await keys(0, "body", { body: Buffer.from("new") });
    expect(after).toBe(before);
  });
});

it("a change of overlap or misfire takes back deliveries claimed by the old policy, and leaves paused ones", async () => {
  const schedule = await scheduler.create({ every: "1h" });
  const id = parsePrefixedId("sch", schedule.id);
  const hold = (reason: string | null) =>
    constellation.query(
      "UPDATE deliveries SET holder = REPEAT('h', 16), lease_expires_at = 1, claim_at = NULL, fence = 1, reason = ? WHERE schedule_id = ?",
      [reason, id],
    );
  const row = async () => {
    const [found] = await constellation.query(
      "SELECT holder, fence, claim_at - next_attempt_at AS shift, reason FROM deliveries WHERE schedule_id = ?",
      [id],
    );
    return found;
  };
  const update = (overlap: string) =>
    scheduler.calls.updateSchedule({
      caller,
      id: schedule.id,
      ifVersion: undefined,
      paths: ["overlap"],
      fields: { ...noFields, overlap },
    });
  await hold(null);
  await update("skip");
  expect(await row()).toEqual({ holder: null, fence: 2, shift: 0, reason: null });
  await constellation.query(
    "UPDATE deliveries SET holder = NULL, lease_expires_at = NULL, claim_at = NULL, reason = 'paused' WHERE schedule_id = ?",
    [id],
  );
  await update("allow");
  expect(await row()).toMatchObject({ shift: null, reason: "paused" });
});
