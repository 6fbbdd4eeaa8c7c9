import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Receiver, startReceiver } from "../../../receiver/receiver.ts";
import {
  type Constellation,
  type DispatchersInMovedTime,
  startConstellation,
} from "../../fixtures/constellation/constellation.ts";

let constellation: Constellation<"dispatchersInMovedTime">;
let dispatchers: DispatchersInMovedTime;
let hanging: Receiver[];
let neighbour: Receiver;
beforeAll(async () => {
  neighbour = await startReceiver();
  hanging = await Promise.all(Array.from({ length: 6 }, () => startReceiver()));
  for (const receiver of hanging) receiver.on("*", { do: "hang" });
  constellation = await startConstellation({ dispatchersInMovedTime: {} });
  dispatchers = constellation.dispatchersInMovedTime;
  await dispatchers.start({ limits: { inFlight: 40, inFlightPerLane: 10 } });
}, 30_000);
afterAll(async () => {
  await constellation.close();
  await Promise.all([neighbour, ...hanging].map((receiver) => receiver.close()));
}, 30_000);

const second = 1_000;
const once = { policy: { maxAttempts: 1 } };
let stuck: Buffer[];

async function open(ids: readonly Buffer[]): Promise<number> {
  const rows = await constellation.query(
    "SELECT 1 FROM deliveries WHERE id IN (?) AND completed_at IS NULL",
    [[...ids]],
  );
  return rows.length;
}

describe("receivers that hang", { timeout: 30_000 }, () => {
  it("delay no neighbour, also when together they could take every place on the wire", async () => {
    const { time } = dispatchers;
    const startsAt = time.now() + second;
    stuck = await dispatchers.plan(
      ...hanging.flatMap(({ url }) =>
        Array.from({ length: 30 }, () => ({ ...once, fireAt: startsAt, endpoint: `${url}/` })),
      ),
    );
    const ids = await dispatchers.plan(
      ...Array.from({ length: 30 }, (_, place) => ({
        fireAt: startsAt + second + place * 100,
        endpoint: `${neighbour.url}/`,
      })),
    );
    await time.until(async () => (await open(ids)) === 0, 30 * second);
    for (const { requests } of hanging) expect(requests.length).toBeGreaterThan(1);
    const rows = await constellation.query(
      "SELECT offset_ms FROM attempts WHERE number = 1 AND delivery_id IN (?) ORDER BY offset_ms",
      [ids],
    );
    expect(rows[25]?.offset_ms).toBeLessThan(100);
  });

  it("keep each other waiting no longer than their own attempts take", async () => {
    const { time } = dispatchers;
    for (const receiver of hanging) receiver.releaseAll();
    const [first] = hanging;
    const before = first?.requests.length ?? 0;
    // Each place is freed after the timeout of five seconds.
    await time.until(() => (first?.requests.length ?? 0) === 30, 60 * second);
    expect(before).toBeLessThan(30);
    await time.until(async () => (await open(stuck)) === 0, 60 * second);
  });
});
