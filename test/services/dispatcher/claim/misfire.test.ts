import { isDeepStrictEqual } from "node:util";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Dispatching } from "../../../../services/dispatcher/start-dispatching.ts";
import { type Receiver, startReceiver } from "../../../receiver/receiver.ts";
import { answers } from "../../../receiver/script.ts";
import { type ServedInMovedTime, serveDispatchingInMovedTime } from "../../fixtures/serve-dispatching.ts";

let served: ServedInMovedTime;
let receiver: Receiver;
beforeAll(async () => {
  receiver = await startReceiver();
  served = await serveDispatchingInMovedTime();
}, 30_000);
afterAll(async () => {
  await served.close();
  await receiver.close();
}, 30_000);

const second = 1_000;
const minute = 60_000;
const endpoint = () => `${receiver.url}/`;

let running: Dispatching;
afterEach(() => served.time.during(running.stop(0)));

/** State and reason of deliveries, in the order in which they are due. */
async function standing(ids: readonly Buffer[]): Promise<string[]> {
  const rows = await served.query(
    "SELECT state, reason FROM deliveries WHERE id IN (?) ORDER BY scheduled_for",
    [[...ids]],
  );
  return rows.map(({ state, reason }) => (reason === null ? state : `${state} ${reason}`));
}

/** Lets time pass until deliveries stand like that. */
const until = (ids: readonly Buffer[], states: readonly string[], withinMs: number) =>
  served.time.until(async () => isDeepStrictEqual(await standing(ids), states), withinMs);

describe("occurrences that fell due while nothing ran", { timeout: 30_000 }, () => {
  for (const [misfirePolicy, states] of [
    ["once", ["skipped misfire", "skipped misfire", "skipped misfire", "succeeded", "succeeded"]],
    ["all", ["skipped misfire", "skipped misfire", "succeeded", "succeeded", "succeeded"]],
    ["skip", ["skipped misfire", "skipped misfire", "skipped misfire", "skipped misfire", "succeeded"]],
  ] as const) {
    const max = misfirePolicy === "all" ? ", the newest two, as max says" : "";
    it(`go by their schedule's misfire policy: ${misfirePolicy}${max}`, async () => {
      const { time } = served;
      // Late by more than the minute that is the grace, but for the last one.
      const dueAts = [5, 4, 3, 2, 0.5].map((minutes) => time.now() - minutes * minute);
      const changes = { misfirePolicy, misfireMax: 2 };
      const ids = await served.repeat({ dueAts, endpoint: endpoint(), changes });
      running = await served.start();
      await until(ids, states, 5 * second);
    });
  }

  it("wait for the emitter where it has not caught up: the newest is the newest of all", async () => {
    const { time } = served;
    const dueAts = [5, 4].map((minutes) => time.now() - minutes * minute);
    const changes = { emitAt: time.now() - minute };
    const ids = await served.repeat({ dueAts, endpoint: endpoint(), changes });
    const { schedule_id } = await served.delivery(ids[0]);
    running = await served.start();
    await time.pass(3 * second);
    expect(await standing(ids)).toEqual(["scheduled", "scheduled"]);
    // As the emitter leaves it when it has planned on, here without another late one.
    await served.query("UPDATE schedules SET emit_at = ?, planned_through = ? WHERE id = ?", [
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
    const { time } = served;
    const dueAts = [5, 4].map((minutes) => time.now() - minutes * minute);
    const changes = { creditsLeft: 0, state: "exhausted", emitAt: time.now() + 24 * 60 * minute } as const;
    const ids = await served.repeat({ dueAts, endpoint: endpoint(), changes });
    running = await served.start();
    await until(ids, ["skipped misfire", "succeeded"], 5 * second);
  });
});

describe("what is late for another reason is no misfire", { timeout: 30_000 }, () => {
  beforeEach(async () => {
    running = await served.start();
  });

  it("a one-shot is sent however late it is", async () => {
    const [id] = await served.plan({ fireAt: served.time.now() - 24 * 60 * minute, endpoint: endpoint() });
    await served.time.until(async () => (await served.delivery(id)).state === "succeeded", 5 * second);
  });

  it("a retry goes on", async () => {
    receiver.on("/retried", ...answers(500, 200));
    const { time } = served;
    const changes = { misfirePolicy: "skip" } as const;
    const policy = { delaysMs: [2 * minute] };
    const dueAts = [time.now() + second];
    const ids = await served.repeat({ dueAts, endpoint: `${receiver.url}/retried`, changes, policy });
    await until(ids, ["retrying"], 5 * second);
    await until(ids, ["succeeded"], 3 * minute);
  });

  it("what was held back, here by a disabled profile, is sent", async () => {
    const { time } = served;
    const profile = await served.profile({ url: endpoint(), state: "disabled" });
    const changes = { misfirePolicy: "skip" } as const;
    const dueAts = [time.now() + second];
    const ids = await served.repeat({ dueAts, endpoint: endpoint(), profile, changes });
    await time.pass(90 * second);
    expect(await standing(ids)).toEqual(["scheduled endpoint_disabled"]);
    await served.query("UPDATE endpoints SET state = 'enabled' WHERE id = ?", [profile]);
    await until(ids, ["succeeded"], minute);
  });
});
