import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Mode } from "../../../../generated/rpc/landfall/accounts/v1/caller.ts";
import { DeliveryState } from "../../../../generated/rpc/landfall/dispatcher/v1/delivery.ts";
import { type ServedDispatcher, serveDispatcherRpcs } from "../../fixtures/serve-dispatcher-rpcs.ts";

let served: ServedDispatcher;
beforeAll(async () => {
  served = await serveDispatcherRpcs();
});
afterAll(() => served.close());

const cancel = (id: string, ifVersion?: number, mode: Mode = Mode.TEST) =>
  served.client.calls.cancelDelivery({
    caller: served.caller(mode),
    id,
    ...(ifVersion !== undefined && { ifVersion }),
  });

describe("CancelDelivery", () => {
  it("ends a delivery that waits; again, it answers the same", async () => {
    const { id } = await served.plan();
    const canceled = await cancel(id);
    expect(canceled).toMatchObject({
      id,
      state: DeliveryState.CANCELED,
      reason: "canceled",
      completedAtMs: served.time.clock.now(),
      nextAttemptAtMs: undefined,
      version: 2,
    });
    served.time.move(1_000);
    expect(await cancel(id)).toEqual(canceled);
    await expect(served.begin({ id })).rejects.toThrow("not due");
  });

  it("ends a delivery that waits for its next attempt", async () => {
    const { id } = await served.plan();
    await served.settle(await served.begin({ id }), { outcome: "retry" });
    expect(await cancel(id)).toMatchObject({ state: DeliveryState.CANCELED, attemptCount: 1 });
  });

  it("is refused while an attempt is on the wire, and once the delivery has ended", async () => {
    const { id } = await served.plan();
    const claimed = await served.begin({ id });
    await expect(cancel(id)).rejects.toMatchObject({ code: "delivery_in_flight" });
    await served.settle(claimed, { outcome: "succeeded" });
    await expect(cancel(id)).rejects.toMatchObject({ code: "delivery_settled" });
  });

  it("is refused for another version than the current one, before anything else is said of its state", async () => {
    const { id } = await served.plan();
    const mismatch = { code: "version_mismatch" };
    await expect(cancel(id, 0)).rejects.toMatchObject(mismatch);
    const claimed = await served.begin({ id });
    await expect(cancel(id, 1)).rejects.toMatchObject(mismatch);
    await served.settle(claimed, { outcome: "failed" });
    await expect(cancel(id, 2)).rejects.toMatchObject(mismatch);
  });

  it("repeated with the version that it was sent with is fine: the first answer may have been lost", async () => {
    const { id } = await served.plan();
    const canceled = await cancel(id, 1);
    expect(await cancel(id, 1)).toEqual(canceled);
  });

  it("finds none of the other mode or of the wrong form, whatever the version", async () => {
    const { id } = await served.plan();
    const notFound = { code: "delivery_not_found" };
    await expect(cancel(id, 7, Mode.LIVE)).rejects.toMatchObject(notFound);
    await expect(cancel("dlv_1", 7)).rejects.toMatchObject(notFound);
  });
});
