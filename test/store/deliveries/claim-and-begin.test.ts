import { randomBytes } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { cancelDelivery } from "../../../services/store/deliveries/cancel-delivery.ts";
import {
  type Claim,
  claimDueDeliveries,
} from "../../../services/store/deliveries/claim/claim-due-deliveries.ts";
import { deliveryRow } from "../fixtures/delivery-row.ts";
import { aClaim, aSchedule, beginAll, madeAt, newOwner, write } from "../fixtures/rows.ts";
import { openStoreUnderTest, type StoreUnderTest } from "../fixtures/store-under-test.ts";

const dueAt = madeAt + 60_000;
const [one, other] = [randomBytes(16), randomBytes(16)];
let store: StoreUnderTest;
beforeAll(async () => {
  store = await openStoreUnderTest();
});
afterAll(() => store.close());
afterEach(() => store.releaseLocks());
beforeEach(async () => {
  store.setTime(dueAt);
  await store.query("DELETE FROM deliveries");
});

/** Writes `count` one-shots of one project, a millisecond apart. */
async function due(count: number, owner = newOwner()) {
  const created = Array.from({ length: count }, (_, index) => aSchedule(owner, [dueAt + index]));
  await write(store.scheduler, ...created);
  return created.flatMap(({ deliveries }) => deliveries);
}

const claim = (holder: Buffer, changes: Partial<Claim> = {}) =>
  claimDueDeliveries(store.dispatcher, { ...aClaim(holder, dueAt + 1_000), ...changes });

describe("a claim", () => {
  it("takes what falls due in its span, in due order, and nothing twice", async () => {
    const deliveries = await due(5);
    const claimed = await claim(one, { from: dueAt + 1, before: dueAt + 4 });
    expect(claimed.map(({ id }) => id)).toEqual(deliveries.slice(1, 4).map(({ id }) => id));
    expect((await claim(other)).map(({ id }) => id)).toEqual([deliveries[0]?.id, deliveries[4]?.id]);
    expect(await claim(one)).toEqual([]);
  });

  it("stops at its rows and at its bytes, but takes one delivery however large it is", async () => {
    await due(4);
    await store.query("UPDATE deliveries SET content_bytes = 100");
    expect(await claim(one, { mostBytes: 10 })).toHaveLength(1);
    expect(await claim(one, { mostBytes: 250 })).toHaveLength(2);
    expect(await claim(one, { mostRows: 1 })).toHaveLength(1);
  });

  it("of one project takes that project's only", async () => {
    const [mine, theirs] = [newOwner(), newOwner()];
    await due(2, theirs);
    const [delivery] = await due(1, mine);
    const claimed = await claim(one, { projectId: mine.projectId });
    expect(claimed.map(({ id }) => id)).toEqual([delivery?.id]);
  });

  it("takes what was due in its span, whenever that is to be looked at", async () => {
    const [late, onTime] = await due(2);
    await store.query("UPDATE deliveries SET claim_at = ?", [dueAt + 500]);
    await store.query("UPDATE deliveries SET next_attempt_at = ? WHERE id = ?", [
      dueAt - 9_000,
      late?.id ?? null,
    ]);
    expect(await claim(one, { before: dueAt + 500 })).toEqual([]);
    const ids = async (changes: Partial<Claim>) => (await claim(one, changes)).map(({ id }) => id);
    expect(await ids({ dueFrom: dueAt - 5_000 })).toEqual([onTime?.id]);
    expect(await ids({ dueBefore: dueAt - 5_000 })).toEqual([late?.id]);
  });

  it("gets its share while another dispatcher holds the first rows", async () => {
    const deliveries = await due(10);
    const locks = await store.holdLocks(
      "SELECT id FROM deliveries FORCE INDEX (PRIMARY) WHERE id IN (?) FOR UPDATE",
      [deliveries.slice(0, 4).map(({ id }) => id)],
    );
    const claimed = await claim(one, { mostRows: 4 });
    expect(claimed.map(({ id }) => id)).toEqual(deliveries.slice(4, 8).map(({ id }) => id));
    await locks.commit();
  });

  it("raises the fence each time", async () => {
    const [delivery] = await due(1);
    const fences: number[] = [];
    for (let round = 0; round < 3; round++) {
      const [claimed] = await claim(one);
      fences.push(claimed?.fence ?? 0);
      expect(await deliveryRow(store, delivery?.id)).toMatchObject({ fence: claimed?.fence, holder: one });
      await store.query("UPDATE deliveries SET holder = NULL, lease_expires_at = NULL, claim_at = ?", [
        dueAt,
      ]);
    }
    expect(fences).toEqual([1, 2, 3]);
  });
});

describe("a begin", () => {
  it("counts the attempt and answers what may be sent", async () => {
    const [delivery] = await due(2);
    const claimed = await claim(one);
    const begun = await beginAll(store.dispatcher, one, claimed, dueAt);
    expect(begun.size).toBe(2);
    expect(await deliveryRow(store, delivery?.id)).toMatchObject({ state: "dispatching", attempt_count: 1 });
  });

  it("asked again for what has begun says yes and counts nothing", async () => {
    const [delivery] = await due(1);
    const claimed = await claim(one);
    await beginAll(store.dispatcher, one, claimed, dueAt);
    expect((await beginAll(store.dispatcher, one, claimed, dueAt)).size).toBe(1);
    expect(await deliveryRow(store, delivery?.id)).toMatchObject({ attempt_count: 1 });
  });

  it("leaves out what expired, what another holds, what was claimed again, and what no lease holds any more", async () => {
    const [expired, held, again, lapsed, good] = await due(5);
    const claimed = await claim(one);
    await store.query("UPDATE deliveries SET expires_at = ? WHERE id = ?", [dueAt + 10, expired?.id ?? null]);
    await store.query("UPDATE deliveries SET holder = ? WHERE id = ?", [other, held?.id ?? null]);
    await store.query("UPDATE deliveries SET fence = fence + 1 WHERE id = ?", [again?.id ?? null]);
    await store.query("UPDATE deliveries SET lease_expires_at = ? WHERE id = ?", [
      dueAt + 10,
      lapsed?.id ?? null,
    ]);
    store.setTime(dueAt + 10);
    const begun = await beginAll(store.dispatcher, one, claimed, dueAt + 10);
    expect([...begun]).toEqual([good?.id.toString("hex")]);
    expect(await deliveryRow(store, expired?.id)).toMatchObject({ state: "scheduled", attempt_count: 0 });
  });

  it("loses to a cancel that came first: what was canceled is not sent", async () => {
    const owner = newOwner();
    const [delivery, rest] = await due(2, owner);
    const claimed = await claim(one);
    const id = delivery?.id ?? Buffer.alloc(0);
    const canceled = await cancelDelivery(store.dispatcher, owner, id, dueAt, () => true);
    expect(canceled).toMatchObject({ state: "canceled", completedAt: dueAt });
    const begun = await beginAll(store.dispatcher, one, claimed, dueAt);
    expect([...begun]).toEqual([rest?.id.toString("hex")]);
  });

  it("that came first is seen by the cancel, which then changes nothing", async () => {
    const owner = newOwner();
    const [delivery] = await due(1, owner);
    await beginAll(store.dispatcher, one, await claim(one), dueAt);
    const seen: string[] = [];
    const id = delivery?.id ?? Buffer.alloc(0);
    await cancelDelivery(store.dispatcher, owner, id, dueAt, ({ state }) => {
      seen.push(state);
      return state !== "dispatching";
    });
    expect(seen).toEqual(["dispatching"]);
    expect(await deliveryRow(store, id)).toMatchObject({ state: "dispatching", holder: one });
  });

  it("and a cancel that come at the same time agree on who was first", async () => {
    const owner = newOwner();
    const deliveries = await due(40, owner);
    const claimed = await claim(one);
    const cancels = deliveries.map(async ({ id }) => {
      const after = await cancelDelivery(
        store.dispatcher,
        owner,
        id,
        dueAt,
        ({ state }) => state === "scheduled",
      );
      return after?.state === "canceled" ? [id.toString("hex")] : [];
    });
    const begins = claimed.map(async (each) => [...(await beginAll(store.dispatcher, one, [each], dueAt))]);
    const [canceled, begun] = await Promise.all([Promise.all(cancels), Promise.all(begins)]);
    expect([...canceled.flat(), ...begun.flat()].sort()).toEqual(
      deliveries.map(({ id }) => id.toString("hex")).sort(),
    );
  });

  it("does not come long before its moment, whatever the clock of the dispatcher shows", async () => {
    const [delivery] = await due(1);
    const claimed = await claim(one);
    store.setTime(dueAt - 601);
    expect([...(await beginAll(store.dispatcher, one, claimed, dueAt))]).toEqual([]);
    store.setTime(dueAt - 600);
    expect([...(await beginAll(store.dispatcher, one, claimed, dueAt))]).toEqual([
      delivery?.id.toString("hex"),
    ]);
  });

  it("holds its lease against the store's time, not the dispatcher's", async () => {
    await due(1);
    const claimed = await claim(one);
    store.setTime(dueAt + 30_000);
    expect((await beginAll(store.dispatcher, one, claimed, dueAt)).size).toBe(0);
    store.setTime(dueAt + 29_999);
    expect((await beginAll(store.dispatcher, one, claimed, dueAt - 3_600_000)).size).toBe(1);
  });
});
