import { randomBytes } from "node:crypto";
import mysql from "mysql2/promise";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createKeyRing } from "../../../../services/runtime/sealing.ts";
import { signingSecretSealContext } from "../../../../services/store/for-accounts.ts";
import { type Receiver, startReceiver } from "../../../receiver/receiver.ts";
import {
  type Constellation,
  type DispatchersInMovedTime,
  startConstellation,
} from "../../fixtures/constellation/constellation.ts";

let constellation: Constellation<"dispatchersInMovedTime">;
let dispatchers: DispatchersInMovedTime;
let receiver: Receiver;
/** Lookups that have not been answered yet. */
let asked: ((addresses: readonly string[]) => void)[] = [];
beforeAll(async () => {
  receiver = await startReceiver();
  constellation = await startConstellation({ dispatchersInMovedTime: {} });
  dispatchers = constellation.dispatchersInMovedTime;
  const resolve = () => new Promise<readonly string[]>((answer) => void asked.push(answer));
  await dispatchers.start({ resolve });
}, 30_000);
afterAll(async () => {
  await constellation.close();
  await receiver.close();
}, 30_000);
beforeEach(() => {
  asked = [];
});

const second = 1_000;
const arrivals = (path: string) => receiver.requests.filter(({ url }) => url === path).length;
const answerNames = () => {
  for (const answer of asked.splice(0)) answer(["127.0.0.1"]);
};

/** Begins a delivery whose name is still being looked up `afterMs` later. */
async function lookedUp(path: string, afterMs: number): Promise<Buffer | undefined> {
  const endpoint = `http://name${path.slice(1)}.example:${receiver.port}${path}`;
  const [id] = await dispatchers.plan({ fireAt: dispatchers.time.now() + second, endpoint });
  await dispatchers.time.until(() => asked.length > 0, 3 * second);
  await dispatchers.time.pass(afterMs);
  return id;
}

describe("an attempt whose connection takes long", { timeout: 30_000 }, () => {
  it("is made when nothing has changed, with one attempt counted", async () => {
    const id = await lookedUp("/wanted", 2 * second);
    answerNames();
    await dispatchers.time.until(() => arrivals("/wanted") === 1, 2 * second);
    await dispatchers.time.until(
      async () => (await dispatchers.delivery(id)).state === "succeeded",
      2 * second,
    );
    expect(await dispatchers.attempts(id)).toEqual([["succeeded", 200, null]]);
  });

  for (const reason of ["canceled", "rescheduled"]) {
    it(`is not made when it was ${reason} meanwhile, counts no attempt, and ends as canceled`, async () => {
      const id = await lookedUp(`/${reason}`, 2 * second);
      await constellation.query("UPDATE deliveries SET reason = ? WHERE id = ?", [reason, id]);
      answerNames();
      await dispatchers.time.until(
        async () => (await dispatchers.delivery(id)).state === "canceled",
        2 * second,
      );
      expect(await dispatchers.delivery(id)).toMatchObject({ attempt_count: 0 });
      expect(arrivals(`/${reason}`)).toBe(0);
    });
  }

  it("is not asked for within the time that a change waits", async () => {
    const id = await lookedUp("/soon", 900);
    await constellation.query("UPDATE deliveries SET reason = 'canceled' WHERE id = ?", [id]);
    answerNames();
    await dispatchers.time.until(() => arrivals("/soon") === 1, second);
  });

  it("is not made unsigned when its project signs by then", async () => {
    const id = await lookedUp("/unsigned", 2 * second);
    const { project_id } = await dispatchers.delivery(id);
    const secretId = randomBytes(16);
    const lost = createKeyRing(`lost:${randomBytes(32).toString("base64")}`);
    await constellation.query(
      "INSERT INTO signing_secrets (id, project_id, role, sealed_secret, created_at) VALUES (?, ?, 'current', ?, 0)",
      [secretId, project_id, lost.seal(Buffer.from("whsec_c2VjcmV0"), signingSecretSealContext(secretId))],
    );
    answerNames();
    await dispatchers.time.until(
      async () => (await dispatchers.delivery(id)).reason === "secret_unreadable",
      2 * second,
    );
    expect(await dispatchers.delivery(id)).toMatchObject({ state: "scheduled", attempt_count: 0 });
    expect(arrivals("/unsigned")).toBe(0);
    await constellation.query("DELETE FROM signing_secrets WHERE id = ?", [secretId]);
    await dispatchers.time.until(() => arrivals("/unsigned") === 1, 10 * second);
  });

  it("is made with the request as it is by then", async () => {
    const id = await lookedUp("/repointed", 2 * second);
    const [other] = await dispatchers.plan({
      fireAt: dispatchers.time.now() + 3_600 * second,
      endpoint: `${receiver.url}/new`,
    });
    const { request_id } = await dispatchers.delivery(other);
    await constellation.query("UPDATE deliveries SET request_id = ? WHERE id = ?", [request_id, id]);
    answerNames();
    await dispatchers.time.until(() => arrivals("/new") === 1, 3 * second);
    expect(arrivals("/repointed")).toBe(0);
  });
});

describe("a begin that the store answers late", { timeout: 30_000 }, () => {
  it("starts nothing; it is taken back uncounted, and made anew", async () => {
    const [id] = await dispatchers.plan({
      fireAt: dispatchers.time.now() + 2 * second,
      endpoint: `${receiver.url}/late-begin`,
    });
    await dispatchers.time.until(async () => (await dispatchers.delivery(id)).holder !== null, second);
    const slow = await mysql.createConnection(constellation.database.url);
    await slow.beginTransaction();
    await slow.query("SELECT id FROM deliveries WHERE id = ? FOR UPDATE", [id]);
    await dispatchers.time.pass(4 * second);
    await slow.rollback();
    await slow.end();
    expect(arrivals("/late-begin")).toBe(0);
    await dispatchers.time.until(() => arrivals("/late-begin") === 1, 3 * second);
    await dispatchers.time.until(
      async () => (await dispatchers.delivery(id)).state === "succeeded",
      2 * second,
    );
    expect(await dispatchers.attempts(id)).toEqual([["succeeded", 200, null]]);
  });
});

describe("a delivery that expires", { timeout: 30_000 }, () => {
  it("does so at its moment and not before", async () => {
    const { time } = dispatchers;
    const expiresAt = time.now() + 3 * second;
    const [id] = await dispatchers.plan({ fireAt: expiresAt - second, endpoint: `${receiver.url}/expires` });
    // Held back past its expiry, as a paused one is.
    await constellation.query(
      "UPDATE deliveries SET expires_at = ?, next_attempt_at = ?, claim_at = ? WHERE id = ?",
      [expiresAt, expiresAt + second, expiresAt, id],
    );
    await time.until(async () => (await dispatchers.delivery(id)).state === "expired", 5 * second);
    const { completed_at } = await dispatchers.delivery(id);
    expect(completed_at).toBeGreaterThanOrEqual(expiresAt);
    expect(completed_at).toBeLessThan(expiresAt + 100);
    expect(arrivals("/expires")).toBe(0);
  });
});

describe("a change of a profile", { timeout: 30_000 }, () => {
  const profiled = async (path: string, fireAt: number) => {
    const profile = await dispatchers.profile({ url: `${receiver.url}${path}` });
    const [id] = await dispatchers.plan({ fireAt, endpoint: receiver.url, profile });
    await dispatchers.time.until(async () => (await dispatchers.delivery(id)).holder !== null, second);
    return { id, profile };
  };

  it("applies to claimed deliveries: when disabled, nothing is sent, and the reason is shown", async () => {
    const { id, profile } = await profiled("/disabled", dispatchers.time.now() + 3 * second);
    await constellation.query("UPDATE endpoints SET state = 'disabled', version = version + 1 WHERE id = ?", [
      profile,
    ]);
    await dispatchers.time.pass(5 * second);
    expect(arrivals("/disabled")).toBe(0);
    expect(await dispatchers.delivery(id)).toMatchObject({ reason: "endpoint_disabled", attempt_count: 0 });
  });

  it("sends already claimed deliveries to the new URL", async () => {
    const { time } = dispatchers;
    const fireAt = time.now() + 3 * second;
    const { id, profile } = await profiled("/old-url", fireAt);
    await constellation.query("UPDATE endpoints SET url = ?, version = version + 1 WHERE id = ?", [
      `${receiver.url}/new-url`,
      profile,
    ]);
    await time.until(() => arrivals("/new-url") === 1, 5 * second);
    expect(arrivals("/old-url")).toBe(0);
    await time.until(async () => (await dispatchers.delivery(id)).state === "succeeded", 2 * second);
    expect(await dispatchers.attempts(id)).toEqual([["succeeded", 200, null]]);
  });
});
