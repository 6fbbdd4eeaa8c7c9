import { randomBytes } from "node:crypto";
import mysql from "mysql2/promise";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createKeyRing } from "../../../../services/runtime/sealing.ts";
import { signingSecretSealContext } from "../../../../services/store/for-accounts.ts";
import { type Receiver, startReceiver } from "../../../receiver/receiver.ts";
import { type ServedInMovedTime, serveDispatchingInMovedTime } from "../../fixtures/serve-dispatching.ts";

let served: ServedInMovedTime;
let receiver: Receiver;
/** Names that were asked for and not answered yet. */
let asked: ((addresses: readonly string[]) => void)[] = [];
beforeAll(async () => {
  receiver = await startReceiver();
  served = await serveDispatchingInMovedTime();
  const resolve = () => new Promise<readonly string[]>((answer) => void asked.push(answer));
  await served.start({ resolve });
}, 30_000);
afterAll(async () => {
  await served.close();
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

/** A delivery that has begun and whose name is still being looked up `afterMs` later. */
async function lookedUp(path: string, afterMs: number): Promise<Buffer | undefined> {
  const endpoint = `http://name${path.slice(1)}.example:${receiver.port}${path}`;
  const [id] = await served.plan({ fireAt: served.time.now() + second, endpoint });
  await served.time.until(() => asked.length > 0, 3 * second);
  await served.time.pass(afterMs);
  return id;
}

describe("an attempt whose connection takes long", { timeout: 30_000 }, () => {
  it("is made when nothing has changed, with one attempt counted", async () => {
    const id = await lookedUp("/wanted", 2 * second);
    answerNames();
    await served.time.until(() => arrivals("/wanted") === 1, 2 * second);
    await served.time.until(async () => (await served.delivery(id)).state === "succeeded", 2 * second);
    expect(await served.attempts(id)).toEqual([["succeeded", 200, null]]);
  });

  for (const reason of ["canceled", "rescheduled"]) {
    it(`is not made when it was ${reason} meanwhile, counts no attempt, and ends as canceled`, async () => {
      const id = await lookedUp(`/${reason}`, 2 * second);
      await served.query("UPDATE deliveries SET reason = ? WHERE id = ?", [reason, id]);
      answerNames();
      await served.time.until(async () => (await served.delivery(id)).state === "canceled", 2 * second);
      expect(await served.delivery(id)).toMatchObject({ attempt_count: 0 });
      expect(arrivals(`/${reason}`)).toBe(0);
    });
  }

  it("is not asked for within the time that a change waits", async () => {
    const id = await lookedUp("/soon", 900);
    await served.query("UPDATE deliveries SET reason = 'canceled' WHERE id = ?", [id]);
    answerNames();
    await served.time.until(() => arrivals("/soon") === 1, second);
  });

  it("is not made unsigned when its project signs by then", async () => {
    const id = await lookedUp("/unsigned", 2 * second);
    const { project_id } = await served.delivery(id);
    const secretId = randomBytes(16);
    const lost = createKeyRing(`lost:${randomBytes(32).toString("base64")}`);
    await served.query(
      "INSERT INTO signing_secrets (id, project_id, role, sealed_secret, created_at) VALUES (?, ?, 'current', ?, 0)",
      [secretId, project_id, lost.seal(Buffer.from("whsec_c2VjcmV0"), signingSecretSealContext(secretId))],
    );
    answerNames();
    await served.time.until(
      async () => (await served.delivery(id)).reason === "secret_unreadable",
      2 * second,
    );
    expect(await served.delivery(id)).toMatchObject({ state: "scheduled", attempt_count: 0 });
    expect(arrivals("/unsigned")).toBe(0);
    await served.query("DELETE FROM signing_secrets WHERE id = ?", [secretId]);
    await served.time.until(() => arrivals("/unsigned") === 1, 10 * second);
  });

  it("is made with the request as it is by then", async () => {
    const id = await lookedUp("/repointed", 2 * second);
    const [other] = await served.plan({
      fireAt: served.time.now() + 3_600 * second,
      endpoint: `${receiver.url}/new`,
    });
    const { request_id } = await served.delivery(other);
    await served.query("UPDATE deliveries SET request_id = ? WHERE id = ?", [request_id, id]);
    answerNames();
    await served.time.until(() => arrivals("/new") === 1, 3 * second);
    expect(arrivals("/repointed")).toBe(0);
  });
});

describe("a begin that the store answers late", { timeout: 30_000 }, () => {
  it("starts nothing; it is taken back uncounted, and made anew", async () => {
    const [id] = await served.plan({
      fireAt: served.time.now() + 2 * second,
      endpoint: `${receiver.url}/late-begin`,
    });
    await served.time.until(async () => (await served.delivery(id)).holder !== null, second);
    const slow = await mysql.createConnection(served.database.url);
    await slow.beginTransaction();
    await slow.query("SELECT id FROM deliveries WHERE id = ? FOR UPDATE", [id]);
    await served.time.pass(4 * second);
    await slow.rollback();
    await slow.end();
    expect(arrivals("/late-begin")).toBe(0);
    await served.time.until(() => arrivals("/late-begin") === 1, 3 * second);
    await served.time.until(async () => (await served.delivery(id)).state === "succeeded", 2 * second);
    expect(await served.attempts(id)).toEqual([["succeeded", 200, null]]);
  });
});

describe("a delivery that expires", { timeout: 30_000 }, () => {
  it("does so at its moment and not before", async () => {
    const { time } = served;
    const expiresAt = time.now() + 3 * second;
    const [id] = await served.plan({ fireAt: expiresAt - second, endpoint: `${receiver.url}/expires` });
    // Held back past its end, as a paused one is.
    await served.query(
      "UPDATE deliveries SET expires_at = ?, next_attempt_at = ?, claim_at = ? WHERE id = ?",
      [expiresAt, expiresAt + second, expiresAt, id],
    );
    await time.until(async () => (await served.delivery(id)).state === "expired", 5 * second);
    const { completed_at } = await served.delivery(id);
    expect(completed_at).toBeGreaterThanOrEqual(expiresAt);
    expect(completed_at).toBeLessThan(expiresAt + 100);
    expect(arrivals("/expires")).toBe(0);
  });
});

describe("a change of a profile", { timeout: 30_000 }, () => {
  const profiled = async (path: string, fireAt: number) => {
    const profile = await served.profile({ url: `${receiver.url}${path}` });
    const [id] = await served.plan({ fireAt, endpoint: receiver.url, profile });
    await served.time.until(async () => (await served.delivery(id)).holder !== null, second);
    return { id, profile };
  };

  it("holds for what was claimed before it: disabled, nothing goes out, and it says why", async () => {
    const { id, profile } = await profiled("/disabled", served.time.now() + 3 * second);
    await served.query("UPDATE endpoints SET state = 'disabled', version = version + 1 WHERE id = ?", [
      profile,
    ]);
    await served.time.pass(5 * second);
    expect(arrivals("/disabled")).toBe(0);
    expect(await served.delivery(id)).toMatchObject({ reason: "endpoint_disabled", attempt_count: 0 });
  });

  it("sends what was claimed before it to the new URL", async () => {
    const { time } = served;
    const fireAt = time.now() + 3 * second;
    const { id, profile } = await profiled("/old-url", fireAt);
    await served.query("UPDATE endpoints SET url = ?, version = version + 1 WHERE id = ?", [
      `${receiver.url}/new-url`,
      profile,
    ]);
    await time.until(() => arrivals("/new-url") === 1, 5 * second);
    expect(arrivals("/old-url")).toBe(0);
    await time.until(async () => (await served.delivery(id)).state === "succeeded", 2 * second);
    expect(await served.attempts(id)).toEqual([["succeeded", 200, null]]);
  });
});
