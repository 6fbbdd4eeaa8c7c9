import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Mode } from "../../../../generated/rpc/landfall/accounts/v1/caller.ts";
import { DeliveryState } from "../../../../generated/rpc/landfall/dispatcher/v1/delivery.ts";
import {
  type Constellation,
  type DispatcherUnderTest,
  startConstellation,
} from "../../fixtures/constellation/constellation.ts";

let constellation: Constellation<"dispatcher">;
let dispatcher: DispatcherUnderTest;
beforeAll(async () => {
  constellation = await startConstellation({ dispatcher: {} });
  ({ dispatcher } = constellation);
});
afterAll(() => constellation.close());

const cancel = (id: string, ifVersion?: number, mode: Mode = Mode.TEST) =>
  dispatcher.client.calls.cancelDelivery({
    caller: dispatcher.caller(mode),
    id,
    ...(ifVersion !== undefined && { ifVersion }),
  });

describe("CancelDelivery", () => {
  it("ends a delivery that waits; again, it answers the same", async () => {
    const { id } = await dispatcher.plan();
    const canceled = await cancel(id);
    expect(canceled).toMatchObject({
      id,
      state: DeliveryState.CANCELED,
      reason: "canceled",
      completedAtMs: constellation.time.clock.now(),
      nextAttemptAtMs: undefined,
      version: 2,
    });
    constellation.time.move(1_000);
    expect(await cancel(id)).toEqual(canceled);
    await expect(dispatcher.begin({ id })).rejects.toThrow("not due");
  });

  it("ends a delivery that waits for its next attempt", async () => {
    const { id } = await dispatcher.plan();
    await dispatcher.settle(await dispatcher.begin({ id }), { outcome: "retry" });
    expect(await cancel(id)).toMatchObject({ state: DeliveryState.CANCELED, attemptCount: 1 });
  });

  it("is refused while an attempt is on the wire, and once the delivery has ended", async () => {
    const { id } = await dispatcher.plan();
    const claimed = await dispatcher.begin({ id });
    await expect(cancel(id)).rejects.toMatchObject({ code: "delivery_in_flight" });
    await dispatcher.settle(claimed, { outcome: "succeeded" });
    await expect(cancel(id)).rejects.toMatchObject({ code: "delivery_settled" });
  });

  it("is refused for another version than the current one, before anything else is said of its state", async () => {
    const { id } = await dispatcher.plan();
    const mismatch = { code: "version_mismatch" };
    await expect(cancel(id, 0)).rejects.toMatchObject(mismatch);
    const claimed = await dispatcher.begin({ id });
    await expect(cancel(id, 1)).rejects.toMatchObject(mismatch);
    await dispatcher.settle(claimed, { outcome: "failed" });
    await expect(cancel(id, 2)).rejects.toMatchObject(mismatch);
  });

  it("repeated with the version that it was sent with is fine: the first answer may have been lost", async () => {
    const { id } = await dispatcher.plan();
    const canceled = await cancel(id, 1);
    expect(await cancel(id, 1)).toEqual(canceled);
  });

  it("finds nothing for the other mode or a malformed id, with any version", async () => {
    const { id } = await dispatcher.plan();
    const notFound = { code: "delivery_not_found" };
    await expect(cancel(id, 7, Mode.LIVE)).rejects.toMatchObject(notFound);
    await expect(cancel("dlv_1", 7)).rejects.toMatchObject(notFound);
  });
});
