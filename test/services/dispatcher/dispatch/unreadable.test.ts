import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createKeyRing } from "../../../../services/runtime/sealing.ts";
import { newUlid } from "../../../../services/runtime/ulid.ts";
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

it("signing secrets that no key opens hold back that project and no other", {
  timeout: 30_000,
}, async () => {
  const { time } = dispatchers;
  const projectId = randomBytes(16);
  const secretId = newUlid(time.now());
  const lost = createKeyRing(`lost:${randomBytes(32).toString("base64")}`);
  const sealed = lost.seal(Buffer.from("whsec_c2VjcmV0"), signingSecretSealContext(secretId));
  await constellation.query(
    "INSERT INTO signing_secrets (id, project_id, role, sealed_secret, created_at) VALUES (?, ?, 'current', ?, 0)",
    [secretId, projectId, sealed],
  );
  const fireAt = time.now() + second;
  const [id] = await dispatchers.plan({ fireAt, endpoint: `${receiver.url}/unsigned`, projectId });
  await dispatchers.plan({ fireAt, endpoint: `${receiver.url}/beside` });
  await time.until(() => arrivals("/beside") === 1, 5 * second);
  await time.pass(second);
  const held = { state: "scheduled", reason: "secret_unreadable", attempt_count: 0 };
  expect(await dispatchers.delivery(id)).toMatchObject(held);
  expect(arrivals("/unsigned")).toBe(0);

  await constellation.query("DELETE FROM signing_secrets WHERE id = ?", [secretId]);
  await time.until(() => arrivals("/unsigned") === 1, 10 * second);
});
