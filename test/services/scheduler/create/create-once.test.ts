import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Caller } from "../../../../generated/rpc/landfall/accounts/v1/caller.ts";
import {
  type ScheduleFields,
  ScheduleState,
} from "../../../../generated/rpc/landfall/scheduler/v1/schedule.ts";
import type {
  CreateSchedulesOnceResponse,
  PlacedItem,
} from "../../../../generated/rpc/landfall/scheduler/v1/scheduler.ts";
import { parsePrefixedId } from "../../../../services/runtime/ulid.ts";
import { purgeIdempotencyKeys } from "../../../../services/store/for-scheduler.ts";
import {
  type Constellation,
  type SchedulerUnderTest,
  startConstellation,
} from "../../fixtures/constellation/constellation.ts";
import { fields, newCaller } from "../../fixtures/constellation/scheduler.ts";

let constellation: Constellation<"scheduler">;
let scheduler: SchedulerUnderTest;
beforeAll(async () => {
  constellation = await startConstellation({ scheduler: {} });
  ({ scheduler } = constellation);
});
afterAll(() => constellation.close());

const day = 86_400_000;
const create = (index: number, given: Partial<ScheduleFields>, own?: string): PlacedItem => {
  const value = { caller: undefined, fields: fields(given), idempotencyKey: own, names: undefined };
  return { index, item: { $case: "create", value } };
};
const refused = (index: number): PlacedItem => {
  const value = { code: "unknown_field", message: "no such field", param: "x" };
  return { index, item: { $case: "refused", value } };
};
const call = (caller: Caller, items: PlacedItem[], said = "a", idempotencyKey = "k") =>
  scheduler.calls.createSchedulesOnce({ caller, idempotencyKey, said: Buffer.from(said), items });
const places = ({ accepted, rejected }: CreateSchedulesOnceResponse) => [
  accepted.map(({ index }) => index),
  rejected.map(({ index, problem }) => `${index} ${problem?.code}`),
];
const made = async (caller: Caller) => {
  const [row] = await constellation.query("SELECT COUNT(*) AS n FROM schedules WHERE project_id = ?", [
    parsePrefixedId("prj", caller.projectId),
  ]);
  return row?.n;
};

describe("a call that creates many with one idempotency key", () => {
  it("answers the same again, though its schedules have gone on since, and makes nothing more", async () => {
    const caller = newCaller();
    const gone = `ep_${"0".repeat(26)}`;
    const items = [
      create(0, { delay: "1m" }),
      refused(1),
      create(2, { delay: "soon" }),
      create(3, { delay: "1m", endpoint: undefined, endpointId: gone }),
      create(4, { every: "1h" }),
    ];
    const first = await call(caller, items);
    expect(places(first)).toEqual([
      [0, 4],
      ["1 unknown_field", "2 invalid_duration", "3 endpoint_not_found"],
    ]);
    expect(first.accepted[0]).toMatchObject({ state: ScheduleState.ACTIVE });
    expect(await made(caller)).toBe(2);
    const id = first.accepted[0]?.id ?? "";
    await scheduler.calls.cancelSchedule({ caller, id, ifVersion: undefined });
    expect(await call(caller, items)).toEqual({ ...first, replayed: true });
    expect(await made(caller)).toBe(2);
  });

  it("refuses the key with another call, and of another kind of call", async () => {
    const caller = newCaller();
    await call(caller, [create(0, { delay: "1m" })]);
    const reused = { code: "idempotency_key_reused" };
    await expect(call(caller, [create(0, { delay: "1m" })], "b")).rejects.toMatchObject(reused);
    const single = { caller, fields: fields({ delay: "1m" }), idempotencyKey: "k" };
    const [result] = await scheduler.tryCreate([single]);
    expect(result?.result).toMatchObject({ $case: "refused", value: reused });
    await scheduler.tryCreate([{ ...single, idempotencyKey: "single" }]);
    await expect(call(caller, [create(0, { delay: "1m" })], "a", "single")).rejects.toMatchObject(reused);
    expect(await made(caller)).toBe(2);
  });

  it("made by many at the same time makes one set", async () => {
    const caller = newCaller();
    const items = Array.from({ length: 20 }, (_, index) => create(index, { delay: "1m" }));
    const answers = await Promise.all(Array.from({ length: 8 }, () => call(caller, items)));
    expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
    expect(new Set(answers.map(({ accepted }) => JSON.stringify(accepted))).size).toBe(1);
    expect(await made(caller)).toBe(20);
  });

  it("answers what its items' own keys made, and refuses when their requests differed", async () => {
    const caller = newCaller();
    const single = { caller, fields: fields({ delay: "1m" }), idempotencyKey: "own" };
    const [before] = await scheduler.tryCreate([single]);
    const id = before?.result?.$case === "created" ? before.result.value.id : "";
    const answer = await call(caller, [create(0, { delay: "1m" }, "own"), create(1, { delay: "1m" }, "new")]);
    expect(answer.accepted.map((each) => each.id === id)).toEqual([true, false]);
    const other = await call(caller, [create(0, { delay: "2m" }, "own")], "b", "k2");
    expect(places(other)).toEqual([[], ["0 idempotency_key_reused"]]);
    expect(await made(caller)).toBe(2);
  });

  it("leaves nothing behind when it is cut off between the schedules and its key", async () => {
    const caller = newCaller();
    await constellation.query(
      `CREATE TRIGGER cut_off BEFORE INSERT ON idempotency_keys FOR EACH ROW
       IF NEW.answer IS NOT NULL THEN SIGNAL SQLSTATE '45000'; END IF`,
    );
    const items = [create(0, { delay: "1m" }), create(1, { delay: "1m" }, "own")];
    await expect(call(caller, items)).rejects.toThrow("INTERNAL");
    await constellation.query("DROP TRIGGER cut_off");
    expect(await made(caller)).toBe(0);
    expect(places(await call(caller, items))).toEqual([[0, 1], []]);
    expect(await made(caller)).toBe(2);
  });

  it("is remembered until all that it made has been purged", async () => {
    const caller = newCaller();
    const items = [create(0, { delay: "1m" }), create(1, { every: "1h" })];
    const first = await call(caller, items);
    const purge = async () => {
      const retention = { days: 30, daysByProject: new Map<string, number>() };
      const far = constellation.time.clock.now() + 60 * day;
      return (await purgeIdempotencyKeys(scheduler.parts.store, retention, far, null)).purged;
    };
    const drop = (place: number) =>
      constellation.query("DELETE FROM schedules WHERE id = ?", [
        parsePrefixedId("sch", first.accepted[place]?.id ?? ""),
      ]);
    await drop(0);
    await purge();
    expect(await call(caller, items)).toEqual({ ...first, replayed: true });
    await drop(1);
    expect(await purge()).toBeGreaterThan(0);
    expect((await call(caller, items)).replayed).toBe(false);
  });
});
