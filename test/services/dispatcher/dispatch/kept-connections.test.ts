import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type RawReceiver, startRawReceiver } from "../../../receiver/raw-receiver.ts";
import {
  type Constellation,
  type DispatchersInMovedTime,
  type DispatchersUnderTest,
  startConstellation,
} from "../../fixtures/constellation/constellation.ts";

let receiver: RawReceiver;
beforeEach(async () => {
  receiver = await startRawReceiver();
});
afterEach(() => receiver.close());

const second = 1_000;
const ok = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";

describe("a receiver that closes behind each answer without saying so", { timeout: 60_000 }, () => {
  let constellation: Constellation<"dispatchers">;
  let dispatchers: DispatchersUnderTest;
  beforeAll(async () => {
    constellation = await startConstellation({ dispatchers: {} });
    ({ dispatchers } = constellation);
    await dispatchers.start();
  }, 30_000);
  afterAll(() => constellation.close(), 30_000);

  it("takes a thousand deliveries that are due together, at the first attempt each", async () => {
    receiver.onConnection = (socket) => socket.on("data", () => socket.end(ok));
    const fireAt = Date.now() + second;
    const ids = await dispatchers.plan(
      ...Array.from({ length: 1_000 }, () => ({ fireAt, endpoint: receiver.url })),
    );
    const settled = () =>
      constellation.query("SELECT 1 FROM deliveries WHERE id IN (?) AND completed_at > 0", [ids]);
    await expect.poll(async () => (await settled()).length, { timeout: 30_000 }).toBe(1_000);
    const attempts = await constellation.query(
      "SELECT number, outcome, status_code, error_code, COUNT(*) AS count FROM attempts GROUP BY 1, 2, 3, 4",
    );
    expect(attempts).toEqual([
      { number: 1, outcome: "succeeded", status_code: 200, error_code: null, count: 1_000 },
    ]);
  });
});

describe("an attempt whose kept connection dies before a byte of an answer", { timeout: 30_000 }, () => {
  let constellation: Constellation<"dispatchersInMovedTime">;
  let dispatchers: DispatchersInMovedTime;
  beforeAll(async () => {
    constellation = await startConstellation({ dispatchersInMovedTime: {} });
    dispatchers = constellation.dispatchersInMovedTime;
    await dispatchers.start();
  }, 30_000);
  afterAll(() => constellation.close(), 30_000);

  /** Sends a delivery on a connection that was used before; the receiver does not answer for `hangsMs`. */
  async function hanging(hangsMs: number, profile?: Buffer): Promise<Buffer | undefined> {
    const { time } = dispatchers;
    const to = { endpoint: receiver.url, ...(profile && { profile }) };
    await dispatchers.plan({ fireAt: time.now() + second, ...to });
    await time.until(() => receiver.requestsOf(0) === 1, 3 * second);
    receiver.sockets[0]?.write(ok);
    const [id] = await dispatchers.plan({ fireAt: time.now() + second, ...to });
    await time.until(() => receiver.requestsOf(0) === 2, 3 * second);
    await time.pass(hangsMs);
    return id;
  }

  for (const hangsMs of [0, 2 * second]) {
    it(`is sent once more, as one attempt with one key, after ${hangsMs} ms`, async () => {
      const id = await hanging(hangsMs);
      receiver.sockets[0]?.end();
      await dispatchers.time.until(() => receiver.requestsOf(1) === 1, second);
      expect(receiver.received[0]?.endsWith(receiver.received[1] ?? "none")).toBe(true);
      receiver.sockets[1]?.write(ok);
      await dispatchers.time.until(
        async () => (await dispatchers.delivery(id)).state === "succeeded",
        2 * second,
      );
      expect(await dispatchers.attempts(id)).toEqual([["succeeded", 200, null]]);
    });
  }

  for (const reason of ["canceled", "rescheduled"]) {
    it(`is not sent again when it was ${reason} meanwhile`, async () => {
      const id = await hanging(2 * second);
      await constellation.query("UPDATE deliveries SET reason = ? WHERE id = ?", [reason, id]);
      receiver.sockets[0]?.end();
      await dispatchers.time.until(
        async () => (await dispatchers.delivery(id)).state === "canceled",
        2 * second,
      );
      expect(await dispatchers.attempts(id)).toEqual([["retry", null, "reset"]]);
      expect(receiver.requestsOf(1)).toBe(0);
    });
  }

  it("is built again when its profile was changed meanwhile", async () => {
    const { time } = dispatchers;
    const profile = await dispatchers.profile({ url: receiver.url });
    const profiled = await hanging(2 * second, profile);
    await constellation.query("UPDATE endpoints SET url = ?, version = version + 1 WHERE id = ?", [
      `${receiver.url}new`,
      profile,
    ]);
    receiver.sockets[0]?.end();
    await time.until(() => receiver.requestsOf(1) === 1, 3 * second);
    receiver.sockets[1]?.write(ok);
    expect(receiver.received[1]).toMatch(/^POST \/new HTTP/);
    await time.until(async () => (await dispatchers.delivery(profiled)).state === "succeeded", 2 * second);
    expect(await dispatchers.attempts(profiled)).toEqual([
      ["retry", null, "reset"],
      ["succeeded", 200, null],
    ]);
  });
});
