import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Mode } from "../../../../generated/rpc/landfall/accounts/v1/caller.ts";
import { AttemptOutcome } from "../../../../generated/rpc/landfall/dispatcher/v1/delivery.ts";
import { type Receiver, startReceiver } from "../../../receiver/receiver.ts";
import { type ServedDispatcher, serveDispatcherRpcs } from "../../fixtures/serve-dispatcher-rpcs.ts";

let served: ServedDispatcher;
let receiver: Receiver;
beforeAll(async () => {
  served = await serveDispatcherRpcs();
  receiver = await startReceiver();
});
afterAll(async () => {
  await receiver.close();
  await served.close();
});

const test = (id: string, mode: Mode = Mode.TEST) =>
  served.client.calls.testEndpoint({ caller: served.caller(mode), id });

describe("TestEndpoint", () => {
  it("sends one request that looks like a delivery, and says what came of it", async () => {
    const id = await served.profile({ url: `${receiver.url}/tried` });
    const answer = await test(id);
    expect(answer).toMatchObject({ statusCode: 200, error: undefined });
    const [request, ...more] = receiver.requests.filter(({ url }) => url === "/tried");
    expect(more).toEqual([]);
    expect(request).toMatchObject({ method: "POST", body: Buffer.from('{"type":"test"}') });
    expect(request?.headers["idempotency-key"]).toMatch(/^dlv_/);
  });

  it("says so when the receiver refuses, and stores nothing", async () => {
    receiver.on("/refuses", { do: "answer", status: 503 });
    const answer = await test(await served.profile({ url: `${receiver.url}/refuses` }));
    expect(answer).toMatchObject({ statusCode: 503, error: { code: "http_status" } });
    const logs = {
      caller: served.caller(),
      limit: 0,
      includeTotal: true,
      outcome: AttemptOutcome.UNSPECIFIED,
    };
    expect((await served.client.calls.listLogs(logs)).total).toBe(0);
  });

  it("tries no profile of another mode, one that is deleted, or none", async () => {
    const id = await served.profile({ url: receiver.url });
    const deleted = await served.profile({ url: receiver.url, deletedAt: served.time.clock.now() });
    const notFound = expect.objectContaining({ code: "endpoint_not_found" });
    await expect(test(id, Mode.LIVE)).rejects.toEqual(notFound);
    await expect(test(deleted)).rejects.toEqual(notFound);
    await expect(test("ep_nothing")).rejects.toEqual(notFound);
  });
});
