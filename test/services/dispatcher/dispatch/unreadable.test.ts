import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createKeyRing } from "../../../../services/runtime/sealing.ts";
import { newUlid } from "../../../../services/runtime/ulid.ts";
import { signingSecretSealContext } from "../../../../services/store/for-accounts.ts";
import { type Receiver, startReceiver } from "../../../receiver/receiver.ts";
import { type ServedInMovedTime, serveDispatchingInMovedTime } from "../../fixtures/serve-dispatching.ts";

let served: ServedInMovedTime;
let receiver: Receiver;
beforeAll(async () => {
  receiver = await startReceiver();
  served = await serveDispatchingInMovedTime();
  await served.start();
}, 30_000);
afterAll(async () => {
  await served.close();
  await receiver.close();
}, 30_000);

const second = 1_000;
const arrivals = (path: string) => receiver.requests.filter(({ url }) => url === path).length;

it("what a project signs with and no key opens holds back that project, unsent, and nobody else", {
  timeout: 30_000,
}, async () => {
  const { time } = served;
  const projectId = randomBytes(16);
  const secretId = newUlid(time.now());
  const lost = createKeyRing(`lost:${randomBytes(32).toString("base64")}`);
  const sealed = lost.seal(Buffer.from("whsec_c2VjcmV0"), signingSecretSealContext(secretId));
  await served.query(
    "INSERT INTO signing_secrets (id, project_id, role, sealed_secret, created_at) VALUES (?, ?, 'current', ?, 0)",
    [secretId, projectId, sealed],
  );
  const fireAt = time.now() + second;
  const [id] = await served.plan({ fireAt, endpoint: `${receiver.url}/unsigned`, projectId });
  await served.plan({ fireAt, endpoint: `${receiver.url}/beside` });
  await time.until(() => arrivals("/beside") === 1, 5 * second);
  await time.pass(second);
  const held = { state: "scheduled", reason: "secret_unreadable", attempt_count: 0 };
  expect(await served.delivery(id)).toMatchObject(held);
  expect(arrivals("/unsigned")).toBe(0);

  await served.query("DELETE FROM signing_secrets WHERE id = ?", [secretId]);
  await time.until(() => arrivals("/unsigned") === 1, 10 * second);
});
