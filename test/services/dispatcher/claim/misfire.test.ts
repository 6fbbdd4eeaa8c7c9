import { isDeepStrictEqual } from "node:util";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Dispatching } from "../../../../services/dispatcher/start-dispatching.ts";
import { type Receiver, startReceiver } from "../../../receiver/receiver.ts";
import { answers } from "../../../receiver/script.ts";
import {
  type Constellation,
  type DispatchersInMovedTime,
  startConstellation,
} from "../../fixtures/constellation/constellation.ts";

let constellation: Constellation<"dispatchersInMovedTime">;
let dispatchers: DispatchersInMovedTime;
let receiver: Receiver;
beforeAll(async () => {
  receiver = await startReceiver();
  constellation = await startConstellation({ dispatchersInMovedTime: {} });
  dispatchers = constellation.dispatchersInMovedTime;
}, 30_000);
afterAll(async () => {
  await constellation.close();
  await receiver.close();
}, 30_000);

const second = 1_000;
const minute = 60_000;
const endpoint = () => `${receiver.url}/`;

let running: Dispatching;
afterEach(() => dispatchers.time.during(running.stop(0)));

/** Lists state and reason of deliveries, in due order. */
async function standing(ids: readonly Buffer[]): Promise<string[]> {
  const rows = await constellation.query(
    "SELECT state, reason FROM deliveries WHERE id IN (?) ORDER BY scheduled_for",
    [[...ids]],
  );
  return rows.map(({ state, reason }) => (reason === null ? state : `${state} ${reason}`));
}

/** Lets time pass until deliveries are in these states. */
const until = (ids: readonly Buffer[], states: readonly string[], withinMs: number) =>
  dispatchers.time.until(async () => isDeepStrictEqual(await standing(ids), states), withinMs);

describe("occurrences that fell due while nothing ran", { timeout: 30_000 }, () => {
  for (const [misfirePolicy, states] of [
    ["once", ["skipped misfire", "skipped misfire", "skipped misfire", "succeeded", "succeeded"]],
    ["all", ["skipped misfire", "skipped misfire", "succeeded", "succeeded", "succeeded"]],
    ["skip", ["skipped misfire", "skipped misfire", "skipped misfire", "skipped misfire", "succeeded"]],
  ] as const) {
    const max = misfirePolicy === "all" ? ", the newest two, as max says" : "";
    it(`go by their schedule's misfire policy: ${misfirePolicy}${max}`, async () => {
      const { time } = dispatchers;
      // All but the last are late by more than the grace of a minute.
      const dueAts = [5, 4, 3, 2, 0.5].map((minutes) => time.now() - minutes * minute);
      const changes = { misfirePolicy, misfireMax: 2 };
      const ids = await dispatchers.repeat({ dueAts, endpoint: endpoint(), changes });
      running = await dispatchers.start();
      await until(ids, states, 5 * second);
    });
  }

  it("wait for the emitter where it has not caught up: the newest is the newest of all", async () => {
    const { time } = dispatchers;
    const dueAts = [5, 4].map((minutes) => time.now() - minutes * minute);
    const changes = { emitAt: time.now() - minute };
    const ids = await dispatchers.repeat({ dueAts, endpoint: endpoint(), changes });
    const { schedule_id } = await dispatchers.delivery(ids[0]);
    running = await dispatchers.start();
    await time.pass(3 * second);
    expect(await standing(ids)).toEqual(["scheduled", "scheduled"]);
    // As after the emitter has planned further, here without another late occurrence.
    await constellation.query("UPDATE schedules SET emit_at = ?, planned_through = ? WHERE id = ?", [
      time.now() + minute,
      time.now() + minute,
      schedule_id,
    ]);
    await time.until(async () => (await standing(ids)).includes("succeeded"), 60 * second);
    expect(await standing(ids)).toEqual(["skipped misfire", "succeeded"]);
  });
});

describe("late occurrences of an exhausted schedule", { timeout: 30_000 }, () => {
  it("do not wait for the emitter, which comes back when the next one falls due", async () => {
    const { time } = dispatchers;
    const dueAts = [5, 4].map((minutes) => time.now() - minutes * minute);
    const changes = { creditsLeft: 0, state: "exhausted", emitAt: time.now() + 24 * 60 * minute } as const;
    const ids = await dispatchers.repeat({ dueAts, endpoint: endpoint(), changes });
    running = await dispatchers.start();
    await until(ids, ["skipped misfire", "succeeded"], 5 * second);
  });
});

describe("lateness for another reason is no misfire", { timeout: 30_000 }, () => {
  beforeEach(async () => {
    running = await dispatchers.start();
  });

  it("a one-shot is sent however late it is", async () => {
    const [id] = await dispatchers.plan({
      fireAt: dispatchers.time.now() - 24 * 60 * minute,
      endpoint: endpoint(),
    });
    await dispatchers.time.until(
      async () => (await dispatchers.delivery(id)).state === "succeeded",
      5 * second,
    );
  });

  it("a retry goes on", async () => {
    receiver.on("/retried", ...answers(500, 200));
    const { time } = dispatchers;
    const changes = { misfirePolicy: "skip" } as const;
    const policy = { delaysMs: [2 * minute] };
    const dueAts = [time.now() + second];
    const ids = await dispatchers.repeat({ dueAts, endpoint: `${receiver.url}/retried`, changes, policy });
    await until(ids, ["retrying"], 5 * second);
    await until(ids, ["succeeded"], 3 * minute);
  });

  it("a delivery that was held back, here by a disabled profile, is sent", async () => {
    const { time } = dispatchers;
    const profile = await dispatchers.profile({ url: endpoint(), state: "disabled" });
    const changes = { misfirePolicy: "skip" } as const;
    const dueAts = [time.now() + second];
    const ids = await dispatchers.repeat({ dueAts, endpoint: endpoint(), profile, changes });
    await time.pass(90 * second);
    expect(await standing(ids)).toEqual(["scheduled endpoint_disabled"]);
    await constellation.query("UPDATE endpoints SET state = 'enabled' WHERE id = ?", [profile]);
    await until(ids, ["succeeded"], minute);
  });
});
