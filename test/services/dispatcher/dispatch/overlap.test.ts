import { afterAll, beforeAll, describe, expect, it } from "vitest";
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
  await dispatchers.start();
}, 30_000);
afterAll(async () => {
  await constellation.close();
  await receiver.close();
}, 30_000);

const second = 1_000;
const arrivals = (path: string) => receiver.requests.filter(({ url }) => url === path).length;

/** Lists state and reason of deliveries, in due order. */
async function standing(ids: readonly Buffer[]): Promise<string[]> {
  const rows = await constellation.query(
    "SELECT state, reason FROM deliveries WHERE id IN (?) ORDER BY scheduled_for",
    [[...ids]],
  );
  return rows.map(({ state, reason }) => (reason === null ? state : `${state} ${reason}`));
}

/** Plans occurrences a second apart, of which the first hangs at the receiver. */
async function threeWhileTheFirstHangs(path: string, overlap: "allow" | "skip" | "buffer_one") {
  receiver.on(path, { do: "hang" }, ...answers(200));
  const { time } = dispatchers;
  const dueAts = [1, 2, 3].map((place) => time.now() + place * second);
  const ids = await dispatchers.repeat({ dueAts, endpoint: `${receiver.url}${path}`, changes: { overlap } });
  await time.until(() => arrivals(path) >= 1, 2 * second);
  await time.pass(3 * second);
  return ids;
}

/** Lets all of them end. */
async function settle(ids: readonly Buffer[]): Promise<void> {
  receiver.releaseAll();
  const open = async () => (await standing(ids)).some((each) => /scheduled|dispatching|retrying/.test(each));
  await dispatchers.time.until(async () => !(await open()), 5 * second);
}

describe("an occurrence that falls due while an earlier one of its schedule is not settled", {
  timeout: 30_000,
}, () => {
  it("is sent where overlap is allow", async () => {
    const ids = await threeWhileTheFirstHangs("/allow", "allow");
    expect(await standing(ids)).toEqual(["dispatching", "succeeded", "succeeded"]);
    await settle(ids);
  });

  it("is skipped where overlap is skip, and says why", async () => {
    const ids = await threeWhileTheFirstHangs("/skip", "skip");
    expect(await standing(ids)).toEqual(["dispatching", "skipped overlap", "skipped overlap"]);
    await settle(ids);
    expect(await standing(ids)).toEqual(["succeeded", "skipped overlap", "skipped overlap"]);
    expect(arrivals("/skip")).toBe(1);
  });

  it("waits where overlap is buffer_one, one of them, and goes out when the earlier one is settled", async () => {
    const ids = await threeWhileTheFirstHangs("/buffer", "buffer_one");
    expect(await standing(ids)).toEqual(["dispatching", "scheduled overlap", "skipped overlap"]);
    expect((await dispatchers.delivery(ids[1])).attempt_count).toBe(0);
    await settle(ids);
    expect(await standing(ids)).toEqual(["succeeded", "succeeded", "skipped overlap"]);
    expect(arrivals("/buffer")).toBe(2);
  });

  it("is measured against an earlier one that waits for its retry as well", async () => {
    receiver.on("/retried", ...answers(500, 200));
    const { time } = dispatchers;
    const dueAts = [time.now() + second, time.now() + 2 * second];
    const retryPolicy = { delaysMs: [3 * second] };
    const endpoint = `${receiver.url}/retried`;
    const ids = await dispatchers.repeat({
      dueAts,
      endpoint,
      changes: { overlap: "skip" },
      policy: retryPolicy,
    });
    await time.pass(3 * second);
    expect(await standing(ids)).toEqual(["retrying", "skipped overlap"]);
    await time.pass(3 * second);
    expect(await standing(ids)).toEqual(["succeeded", "skipped overlap"]);
  });

  it("is sent as ever when the earlier one is settled in time", async () => {
    const { time } = dispatchers;
    const endpoint = `${receiver.url}/in-turn`;
    for (const overlap of ["skip", "buffer_one"] as const) {
      const dueAts = [1, 2, 3].map((place) => time.now() + place * second);
      const ids = await dispatchers.repeat({ dueAts, endpoint, changes: { overlap } });
      await time.pass(4 * second);
      expect(await standing(ids)).toEqual(["succeeded", "succeeded", "succeeded"]);
    }
  });

  it("is judged the same where both are due when they are claimed, and by whichever dispatcher", async () => {
    const beside = await dispatchers.start();
    receiver.on("/late", { do: "hang" });
    const { time } = dispatchers;
    const endpoint = `${receiver.url}/late`;
    const all = await Promise.all(
      Array.from({ length: 20 }, () => {
        const dueAts = [time.now() - 20, time.now() - 10];
        return dispatchers.repeat({ dueAts, endpoint, changes: { overlap: "skip" } });
      }),
    );
    await time.pass(3 * second);
    for (const ids of all) expect(await standing(ids)).toEqual(["dispatching", "skipped overlap"]);
    await settle(all.flat());
    await time.during(beside.stop(0));
  });
});
