import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Receiver, startReceiver } from "../../../receiver/receiver.ts";
import { answers } from "../../../receiver/script.ts";
import {
  type Constellation,
  type DispatchersInMovedTime,
  startConstellation,
} from "../../fixtures/constellation/constellation.ts";

const second = 1_000;
const once = { policy: { maxAttempts: 1 } };
let constellation: Constellation<"dispatchersInMovedTime">;
let dispatchers: DispatchersInMovedTime;
let receiver: Receiver;
let neighbour: Receiver;
beforeAll(async () => {
  [receiver, neighbour] = [await startReceiver(), await startReceiver()];
  constellation = await startConstellation({ dispatchersInMovedTime: {} });
  dispatchers = constellation.dispatchersInMovedTime;
  await dispatchers.start({ limits: { inFlight: 40, inFlightPerLane: 10, queueRows: 100 } });
}, 30_000);
afterAll(async () => {
  await constellation.close();
  await Promise.all([receiver.close(), neighbour.close()]);
}, 30_000);

/** Plans ten deliveries a second of a separate project, to a receiver that answers at once. */
async function planVictim(startsAt: number, count = 30, endpoint = `${neighbour.url}/`): Promise<Buffer[]> {
  const projectId = randomBytes(16);
  return dispatchers.plan(
    ...Array.from({ length: count }, (_, place) => ({ projectId, endpoint, fireAt: startsAt + place * 100 })),
  );
}

/** Returns the lateness of all attempts, once the last delivery has succeeded. */
async function offsets(ids: readonly Buffer[]): Promise<number[]> {
  const settled = async () => {
    const sql = "SELECT state FROM deliveries WHERE id IN (?) AND completed_at IS NULL";
    return (await constellation.query(sql, [[...ids]])).length === 0;
  };
  await dispatchers.time.until(settled, 30 * second);
  const rows = await constellation.query(
    "SELECT offset_ms FROM attempts WHERE outcome = 'succeeded' AND number = 1 AND delivery_id IN (?) ORDER BY offset_ms",
    [[...ids]],
  );
  return rows.map(({ offset_ms }) => Number(offset_ms));
}

async function expectPunctual(ids: readonly Buffer[]): Promise<void> {
  const all = await offsets(ids);
  expect(all).toHaveLength(ids.length);
  expect(all[Math.floor(all.length * 0.9)]).toBeLessThan(400);
}

describe("another project's deliveries", { timeout: 30_000 }, () => {
  it("are on time while one has more profiles that hang than there are places", async () => {
    receiver.on("/hangs", { do: "hang" });
    const { time } = dispatchers;
    const startsAt = time.now() + second;
    const projectId = randomBytes(16);
    const profiles = await Promise.all(
      Array.from({ length: 12 }, () => dispatchers.profile({ url: `${receiver.url}/hangs`, projectId })),
    );
    await dispatchers.plan(
      ...profiles.flatMap((profile) =>
        Array.from({ length: 15 }, () => ({
          ...once,
          projectId,
          profile,
          fireAt: startsAt,
          timeoutMs: 300 * second,
        })),
      ),
    );
    await expectPunctual(await planVictim(startsAt + 500));
    // It may use all but a quarter of the remaining room, not everything.
    const held = receiver.requests.filter(({ url }) => url === "/hangs").length;
    expect(held).toBeGreaterThan(20);
    expect(held).toBeLessThanOrEqual(40);
    receiver.releaseAll();
  });

  it("are claimed on time while one has more due at once than a dispatcher may hold", async () => {
    receiver.on("/crowd", { do: "hang" });
    const { time } = dispatchers;
    const startsAt = time.now() + 2 * second;
    const projectId = randomBytes(16);
    await dispatchers.plan(
      ...Array.from({ length: 1_000 }, () => ({
        ...once,
        projectId,
        endpoint: `${receiver.url}/crowd`,
        fireAt: startsAt,
      })),
    );
    await expectPunctual(await planVictim(startsAt + 10));
    receiver.on("/crowd", { do: "answer", status: 200 });
    receiver.releaseAll();
    await constellation.query("DELETE FROM deliveries WHERE project_id = ?", [projectId]);
  });

  it("go on while one's failures have opened its breaker for the same host", async () => {
    receiver.on("/fails", ...answers(500));
    const { time } = dispatchers;
    const policy = { maxAttempts: 50, delaysMs: [1.6 * second] };
    const [id] = await dispatchers.plan({
      projectId: randomBytes(16),
      endpoint: `${receiver.url}/fails`,
      fireAt: time.now() + second,
      policy,
    });
    await time.until(async () => (await dispatchers.delivery(id)).reason === "breaker_open", 45 * second);
    await expectPunctual(await planVictim(time.now() + second, 10, `${receiver.url}/works`));
    expect((await dispatchers.delivery(id)).reason).toBe("breaker_open");
  });
});

describe("two profiles of one project at one origin", { timeout: 30_000 }, () => {
  it("share no connections: while one is full of what hangs, the other's deliveries are sent", async () => {
    receiver.on("/full", { do: "hang" });
    const { time } = dispatchers;
    const projectId = randomBytes(16);
    const [full, other] = await Promise.all(
      ["/full", "/other"].map((path) => dispatchers.profile({ url: `${receiver.url}${path}`, projectId })),
    );
    const fireAt = time.now() + second;
    const plan = (profile: Buffer | undefined, count: number, at: number) =>
      dispatchers.plan(
        ...Array.from({ length: count }, () => ({
          ...once,
          ...(profile && { profile }),
          projectId,
          fireAt: at,
          timeoutMs: 60 * second,
        })),
      );
    await plan(full, 15, fireAt);
    const ids = await plan(other, 10, fireAt + second);
    await expectPunctual(ids);
    receiver.releaseAll();
  });
});
