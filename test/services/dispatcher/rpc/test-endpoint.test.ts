import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Mode } from "../../../../generated/rpc/landfall/accounts/v1/caller.ts";
import { AttemptOutcome } from "../../../../generated/rpc/landfall/dispatcher/v1/delivery.ts";
import { type Receiver, startReceiver } from "../../../receiver/receiver.ts";
import {
  type Constellation,
  type DispatcherUnderTest,
  startConstellation,
} from "../../fixtures/constellation/constellation.ts";

let constellation: Constellation<"dispatcher">;
let dispatcher: DispatcherUnderTest;
let receiver: Receiver;
beforeAll(async () => {
  constellation = await startConstellation({ dispatcher: {} });
  ({ dispatcher } = constellation);
  receiver = await startReceiver();
});
afterAll(async () => {
  await receiver.close();
  await constellation.close();
});

const test = (id: string, mode: Mode = Mode.TEST) =>
  dispatcher.client.calls.testEndpoint({ caller: dispatcher.caller(mode), id });

describe("TestEndpoint", () => {
  it("sends one request that looks like a delivery, and reports the result", async () => {
    const id = await dispatcher.profile({ url: `${receiver.url}/tried` });
    const answer = await test(id);
    expect(answer).toMatchObject({ statusCode: 200, error: undefined });
    const [request, ...more] = receiver.requests.filter(({ url }) => url === "/tried");
    expect(more).toEqual([]);
    expect(request).toMatchObject({ method: "POST", body: Buffer.from('{"type":"test"}') });
    expect(request?.headers["idempotency-key"]).toMatch(/^dlv_/);
  });

  it("says so when the receiver refuses, and stores nothing", async () => {
    receiver.on("/refuses", { do: "answer", status: 503 });
    const answer = await test(await dispatcher.profile({ url: `${receiver.url}/refuses` }));
    expect(answer).toMatchObject({ statusCode: 503, error: { code: "http_status" } });
    const logs = {
      caller: dispatcher.caller(),
      limit: 0,
      includeTotal: true,
      outcome: AttemptOutcome.UNSPECIFIED,
    };
    expect((await dispatcher.client.calls.listLogs(logs)).total).toBe(0);
  });

  it("tries no profile of another mode, one that is deleted, or none", async () => {
    const id = await dispatcher.profile({ url: receiver.url });
    const deleted = await dispatcher.profile({
      url: receiver.url,
      deletedAt: constellation.time.clock.now(),
    });
    const notFound = expect.objectContaining({ code: "endpoint_not_found" });
    await expect(test(id, Mode.LIVE)).rejects.toEqual(notFound);
    await expect(test(deleted)).rejects.toEqual(notFound);
    await expect(test("ep_nothing")).rejects.toEqual(notFound);
  });
});
