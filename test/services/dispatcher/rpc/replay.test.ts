import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Mode } from "../../../../generated/rpc/landfall/accounts/v1/caller.ts";
import { DeliveryState } from "../../../../generated/rpc/landfall/dispatcher/v1/delivery.ts";
import { parsePrefixedId } from "../../../../services/runtime/ulid.ts";
import { findDelivery } from "../../../../services/store/for-dispatcher.ts";
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

const replay = (
  id: string,
  wish: { freshKey?: boolean; idempotencyKey?: string } = {},
  mode: Mode = Mode.TEST,
) =>
  dispatcher.client.calls.replayDelivery({ caller: dispatcher.caller(mode), id, freshKey: false, ...wish });

/** Makes a dead letter. */
async function deadLetter(expiresAfterMs?: number): Promise<string> {
  const fireAt = constellation.time.clock.now();
  const { id } = await dispatcher.plan({
    fireAt,
    ...(expiresAfterMs !== undefined && { expiresAt: fireAt + expiresAfterMs }),
  });
  await dispatcher.settle(await dispatcher.begin({ id }), { outcome: "failed" });
  constellation.time.move(1_000);
  return id;
}

function record(id: string | undefined) {
  const bytes = parsePrefixedId("dlv", id ?? "");
  const projectId = parsePrefixedId("prj", dispatcher.caller().projectId);
  if (!bytes || !projectId) throw new Error("not an id");
  return findDelivery(dispatcher.store, { projectId, mode: "test" }, bytes);
}

describe("ReplayDelivery", () => {
  it("with a key whose replay was purged makes another", async () => {
    const old = await deadLetter();
    const first = await replay(old, { idempotencyKey: "purged" });
    await dispatcher.store.change("DELETE FROM deliveries WHERE id = ?", [
      parsePrefixedId("dlv", first.delivery?.id ?? ""),
    ]);
    const second = await replay(old, { idempotencyKey: "purged" });
    expect(second.replayed).toBe(false);
    expect(second.delivery?.id).not.toBe(first.delivery?.id);
  });

  it("makes a delivery that is due now and can be sent at once", async () => {
    const old = await deadLetter();
    const wakes = dispatcher.wakeCount;
    const { delivery, replayed } = await replay(old);
    const now = constellation.time.clock.now();
    expect(dispatcher.wakeCount).toBe(wakes + 1);
    expect(replayed).toBe(false);
    expect(delivery).toMatchObject({
      state: DeliveryState.SCHEDULED,
      scheduledForMs: now,
      nextAttemptAtMs: now,
      attemptCount: 0,
      expiresAtMs: undefined,
      replayOf: old,
      replayedAtMs: undefined,
      idempotencyKey: old,
      endpoint: "https://example.com/hook",
    });
    const before = await dispatcher.client.calls.getDelivery({ caller: dispatcher.caller(), id: old });
    expect(before.replayedAtMs).toBe(now);
    const claimed = await dispatcher.begin({ id: delivery?.id ?? "" });
    expect(claimed.recurring).toBe(false);
    expect(claimed.ordinal).toBeLessThan(0);
  });

  it("keeps the first delivery's Idempotency-Key, also of a replay of a replay, unless asked otherwise", async () => {
    const old = await deadLetter();
    const first = await replay(old);
    await dispatcher.settle(await dispatcher.begin({ id: first.delivery?.id ?? "" }), { outcome: "failed" });
    const second = await replay(first.delivery?.id ?? "");
    expect(second.delivery?.replayOf).toBe(first.delivery?.id);
    const [oldRecord, secondRecord] = await Promise.all([record(old), record(second.delivery?.id)]);
    expect(secondRecord?.idempotencyId).toEqual(oldRecord?.id);
    const fresh = await record((await replay(old, { freshKey: true })).delivery?.id);
    expect(fresh?.idempotencyId).toEqual(fresh?.id);
  });

  it("gives the new delivery as long to live as the old one had", async () => {
    const { delivery } = await replay(await deadLetter(90_000));
    expect(delivery?.expiresAtMs).toBe(constellation.time.clock.now() + 90_000);
  });

  it("makes one delivery after another when asked again without a key", async () => {
    const old = await deadLetter();
    const [one, other] = await Promise.all([replay(old), replay(old)]);
    expect(one.delivery?.id).not.toBe(other.delivery?.id);
  });

  it("is refused while the delivery has not ended", async () => {
    const { id } = await dispatcher.plan();
    const notSettled = { code: "delivery_not_settled" };
    await expect(replay(id)).rejects.toMatchObject(notSettled);
    const claimed = await dispatcher.begin({ id });
    await expect(replay(id)).rejects.toMatchObject(notSettled);
    await dispatcher.settle(claimed, { outcome: "retry" });
    await expect(replay(id)).rejects.toMatchObject(notSettled);
    await dispatcher.client.calls.cancelDelivery({ caller: dispatcher.caller(), id });
    expect((await replay(id)).delivery?.replayOf).toBe(id);
  });

  it("finds nothing for the other mode or a malformed id", async () => {
    const old = await deadLetter();
    const notFound = { code: "delivery_not_found" };
    await expect(replay(old, {}, Mode.LIVE)).rejects.toMatchObject(notFound);
    await expect(replay("dlv_1")).rejects.toMatchObject(notFound);
  });
});

describe("a replay with an idempotency key", () => {
  it("makes one delivery, however often it comes, as it is by then", async () => {
    const old = await deadLetter();
    const first = await replay(old, { idempotencyKey: "once" });
    await dispatcher.settle(await dispatcher.begin({ id: first.delivery?.id ?? "" }), {
      outcome: "succeeded",
    });
    const again = await replay(old, { idempotencyKey: "once" });
    expect(first.replayed).toBe(false);
    expect(again).toMatchObject({
      replayed: true,
      delivery: { id: first.delivery?.id, state: DeliveryState.SUCCEEDED },
    });
  });

  it("makes one delivery of many that come at once", async () => {
    const old = await deadLetter();
    const all = await Promise.all(
      Array.from({ length: 8 }, () => replay(old, { idempotencyKey: "at once" })),
    );
    expect(new Set(all.map(({ delivery }) => delivery?.id)).size).toBe(1);
    expect(all.filter(({ replayed }) => !replayed)).toHaveLength(1);
  });

  it("is refused when the key came with another request", async () => {
    const [old, other] = [await deadLetter(), await deadLetter()];
    await replay(old, { idempotencyKey: "mine" });
    const reused = { code: "idempotency_key_reused", param: "idempotency_key" };
    await expect(replay(other, { idempotencyKey: "mine" })).rejects.toMatchObject(reused);
    await expect(replay(old, { idempotencyKey: "mine", freshKey: true })).rejects.toMatchObject(reused);
  });

  it("keeps no key of a request that was refused", async () => {
    const { id } = await dispatcher.plan();
    await expect(replay(id, { idempotencyKey: "early" })).rejects.toMatchObject({
      code: "delivery_not_settled",
    });
    await dispatcher.settle(await dispatcher.begin({ id }), { outcome: "failed" });
    expect(await replay(id, { idempotencyKey: "early" })).toMatchObject({ replayed: false });
  });
});
