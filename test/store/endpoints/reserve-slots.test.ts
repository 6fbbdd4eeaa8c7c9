import { randomBytes } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { reserveSlots } from "../../../services/store/endpoints/reserve-slots.ts";
import { purgeIdleFlows } from "../../../services/store/retention/purge-idle-flows.ts";
import { openStoreUnderTest, type StoreUnderTest } from "../fixtures/store-under-test.ts";

let store: StoreUnderTest;
beforeAll(async () => {
  store = await openStoreUnderTest();
});
afterEach(() => store.releaseLocks());
afterAll(() => store.close());

const flows = (count: number) => Array.from({ length: count }, () => ({ key: randomBytes(16) }));
/** Reserves the next slot of each flow; returns the slots. */
const takeOne = (of: readonly { key: Buffer }[]) =>
  reserveSlots(store.dispatcher, of, (_, freeAt) => ({ placed: freeAt, freeAt: freeAt + 0.5 }));

describe("slots of flows", () => {
  it("are given out once, in each flow for itself, whoever asks in whatever order", async () => {
    const all = flows(20);
    const asks = Array.from({ length: 12 }, (_, index) => takeOne(index % 2 === 0 ? all : all.toReversed()));
    const given = (await Promise.all(asks)).flat().sort((one, other) => one - other);
    const expected = Array.from({ length: 12 }, (_, place) => Array(20).fill(place / 2)).flat();
    expect(given).toEqual(expected);
  });

  it("keep fractions of a millisecond, far from the epoch", async () => {
    const at = Date.UTC(2040, 0, 1) + 1 / 3;
    const one = flows(1);
    await reserveSlots(store.dispatcher, one, () => ({ placed: 0, freeAt: at }));
    const [freeAt] = await takeOne(one);
    expect(freeAt).toBeCloseTo(at, 3);
  });

  it("of flows that nobody held wait for nobody", async () => {
    const [held, free] = [flows(1), flows(1)];
    await takeOne([...held, ...free]);
    await store.holdLocks("SELECT * FROM endpoint_flow WHERE endpoint_id = ? FOR UPDATE", [
      held[0]?.key ?? null,
    ]);
    expect(await takeOne(free)).toEqual([0.5]);
  });
});

describe("the purge of flows", () => {
  it("forgets those that have stood empty, some at a time, and keeps the others", async () => {
    await store.query("DELETE FROM endpoint_flow");
    const [idle, busy] = [flows(1_001), flows(3)];
    await reserveSlots(store.dispatcher, idle, () => ({ placed: 0, freeAt: 999 }));
    await reserveSlots(store.dispatcher, busy, () => ({ placed: 0, freeAt: 1_000 }));
    expect(await purgeIdleFlows(store.dispatcher, 1_000)).toBe(true);
    expect(await purgeIdleFlows(store.dispatcher, 1_000)).toBe(false);
    const [left] = await store.query("SELECT COUNT(*) AS n FROM endpoint_flow");
    expect(left?.n).toBe(3);
  });
});
