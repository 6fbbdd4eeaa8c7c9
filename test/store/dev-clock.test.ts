import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { claimDueDeliveries } from "../../services/store/deliveries/claim/claim-due-deliveries.ts";
import { createDevClock, readDevClockFacts } from "../../services/store/dev-clock/create-dev-clock.ts";
import { devClockSource } from "../../services/store/dev-clock/dev-clock-source.ts";
import { countFiredAndOpen, findNextDue, isQuietAt } from "../../services/store/dev-clock/find-due.ts";
import {
  moveDevClock,
  releaseDevClock,
  takeDevClock,
} from "../../services/store/dev-clock/move-dev-clock.ts";
import { isDevClockSeenByAll, readDevClock } from "../../services/store/dev-clock/read-dev-clock.ts";
import { aClaim, aSchedule, beginAll, madeAt, newOwner, write } from "./fixtures/rows.ts";
import { openStoreUnderTest, type StoreUnderTest } from "./fixtures/store-under-test.ts";

const dueAt = madeAt + 60_000;
const [one, other] = [randomBytes(16), randomBytes(16)];
const owner = newOwner();
let store: StoreUnderTest;

beforeAll(async () => {
  store = await openStoreUnderTest();
  store.setTime(madeAt);
});
afterAll(() => store.close());

describe("a store's clock that tests can move", () => {
  it("is not there until it is made, and stays as it is when it is made again", async () => {
    const url = store.database.url;
    expect(await readDevClockFacts(url)).toEqual({ aheadMs: null, holdsLiveSchedules: false });
    await store.database.addDevClock();
    await takeDevClock(store.scheduler, one, 1_000);
    expect(await moveDevClock(store.scheduler, one, 5_000)).toBe(true);
    await releaseDevClock(store.scheduler, one);
    await createDevClock(url);
    expect(await readDevClockFacts(url)).toEqual({ aheadMs: 5_000, holdsLiveSchedules: false });
  });

  it("is moved by one at a time, forward, and by the next when that one is gone", async () => {
    const { scheduler } = store;
    expect(await takeDevClock(scheduler, one, 1_000)).toBe(true);
    expect(await takeDevClock(scheduler, one, 1_000)).toBe(true);
    expect(await takeDevClock(scheduler, other, 1_000)).toBe(false);
    expect(await moveDevClock(scheduler, other, 9_000)).toBe(false);
    expect(await moveDevClock(scheduler, one, 4_999)).toBe(false);
    expect(await readDevClock(scheduler)).toEqual({ aheadMs: 5_000, isMoving: true });
    store.setTime(madeAt + 1_000);
    expect(await moveDevClock(scheduler, one, 9_000)).toBe(false);
    expect(await takeDevClock(scheduler, other, 1_000)).toBe(true);
    await releaseDevClock(scheduler, one);
    expect((await readDevClock(scheduler)).isMoving).toBe(true);
    await releaseDevClock(scheduler, other);
    expect((await readDevClock(scheduler)).isMoving).toBe(false);
  });

  it("waits for every living process, and for no dead one", async () => {
    const first = devClockSource(store.dispatcher, one);
    const second = devClockSource(store.accounts, other);
    await first.noteSeen(5_000);
    await second.noteSeen(4_000);
    expect(await isDevClockSeenByAll(store.scheduler, 5_000)).toBe(false);
    await second.noteSeen(5_000);
    expect(await isDevClockSeenByAll(store.scheduler, 5_000)).toBe(true);
    await second.noteSeen(4_000);
    await second.forget();
    expect(await isDevClockSeenByAll(store.scheduler, 5_000)).toBe(true);
    store.setTime(madeAt + 10_000);
    expect(await isDevClockSeenByAll(store.scheduler, 6_000)).toBe(true);
  });
});

describe("what is due next", () => {
  it("is nothing in an empty store", async () => {
    expect(await isQuietAt(store.scheduler, dueAt)).toBe(true);
    expect(await findNextDue(store.scheduler, madeAt)).toEqual({ eventAt: null, lookAt: null });
  });

  it("is a delivery, from its time until it is settled, whoever holds it", async () => {
    await write(store.scheduler, aSchedule(owner, [dueAt]));
    const next = () => findNextDue(store.scheduler, madeAt);
    expect(await next()).toEqual({ eventAt: dueAt, lookAt: null });
    expect(await isQuietAt(store.scheduler, dueAt - 1)).toBe(true);
    expect(await isQuietAt(store.scheduler, dueAt)).toBe(false);
    const claimed = await claimDueDeliveries(store.dispatcher, aClaim(one, dueAt + 1));
    expect(await next()).toEqual({ eventAt: dueAt, lookAt: null });
    expect(await isQuietAt(store.scheduler, dueAt - 1)).toBe(true);
    expect(await isQuietAt(store.scheduler, dueAt)).toBe(false);
    expect(claimed).toHaveLength(1);
    expect(await countFiredAndOpen(store.scheduler, owner, 0)).toEqual({ fired: 0, open: 1 });
    expect(await countFiredAndOpen(store.scheduler, newOwner(), 0)).toEqual({ fired: 0, open: 0 });
  });

  it("is a look, where a delivery waits for something else; its expiry is an event all the same", async () => {
    await store.query("UPDATE deliveries SET holder = NULL, lease_expires_at = NULL");
    const wait = (claimAt: number, expiresAt: number | null) =>
      store.query("UPDATE deliveries SET claim_at = ?, expires_at = ?, reason = 'overlap'", [
        claimAt,
        expiresAt,
      ]);
    await wait(dueAt + 500, null);
    expect(await findNextDue(store.scheduler, dueAt)).toEqual({ eventAt: null, lookAt: dueAt + 500 });
    await wait(dueAt + 500, dueAt + 90_000);
    expect(await findNextDue(store.scheduler, dueAt)).toEqual({
      eventAt: dueAt + 90_000,
      lookAt: dueAt + 500,
    });
    expect(await isQuietAt(store.scheduler, dueAt)).toBe(true);
  });
});

describe("a begin", () => {
  it("goes by the moved time where its dispatcher does", async () => {
    await store.query("DELETE FROM deliveries");
    store.setTime(dueAt);
    await write(store.scheduler, aSchedule(owner, [dueAt + 3_600_000]));
    const movedAt = dueAt + 3_600_000;
    const claimed = await claimDueDeliveries(store.dispatcher, aClaim(one, movedAt + 1));
    const begin = (aheadMs: number) => beginAll(store.dispatcher, one, claimed, movedAt, aheadMs);
    expect((await begin(0)).size).toBe(0);
    expect((await begin(3_590_000)).size).toBe(0);
    expect((await begin(3_600_000)).size).toBe(1);
  });
});
