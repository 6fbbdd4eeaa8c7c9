import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { claimDueDeliveries } from "../../../services/store/deliveries/claim/claim-due-deliveries.ts";
import { renewLeases } from "../../../services/store/deliveries/claim/renew-leases.ts";
import { deliveryRow } from "../fixtures/delivery-row.ts";
import { aClaim, aSchedule, madeAt, newOwner, write } from "../fixtures/rows.ts";
import { openStoreUnderTest, type StoreUnderTest } from "../fixtures/store-under-test.ts";

const dueAt = madeAt + 60_000;
const [one, other] = [randomBytes(16), randomBytes(16)];
let store: StoreUnderTest;
beforeAll(async () => {
  store = await openStoreUnderTest();
});
afterAll(() => store.close());
beforeEach(() => store.query("DELETE FROM deliveries"));

/** Writes `count` one-shots of one project, a millisecond apart. */
async function due(count: number) {
  const owner = newOwner();
  const created = Array.from({ length: count }, (_, index) => aSchedule(owner, [dueAt + index]));
  await write(store.scheduler, ...created);
  return created.flatMap(({ deliveries }) => deliveries);
}

const claim = (holder: Buffer) => claimDueDeliveries(store.dispatcher, aClaim(holder, dueAt + 1_000));

describe("a lease", () => {
  it("is renewed by its holder with its fence, and by nobody else", async () => {
    const [delivery] = await due(1);
    const claimed = await claim(one);
    const lease = async () => (await deliveryRow(store, delivery?.id)).lease_expires_at;
    const before = await lease();
    await renewLeases(store.dispatcher, other, claimed, 99_000);
    await renewLeases(
      store.dispatcher,
      one,
      claimed.map((each) => ({ ...each, fence: 7 })),
      99_000,
    );
    expect(await lease()).toBe(before);
    await renewLeases(store.dispatcher, one, claimed, 99_000);
    expect(await lease()).toBe(dueAt + 99_000);
  });

  it("is renewed for those that are still held, whatever became of the others", async () => {
    const [settled, reclaimed, kept] = await due(3);
    const claimed = await claim(one);
    await store.query(
      "UPDATE deliveries SET state = 'succeeded', completed_at = 1, holder = NULL, lease_expires_at = NULL, next_attempt_at = NULL WHERE id = ?",
      [settled?.id ?? null],
    );
    await store.query("UPDATE deliveries SET fence = fence + 1 WHERE id = ?", [reclaimed?.id ?? null]);
    const renewed = await renewLeases(store.dispatcher, one, claimed, 99_000);
    expect([...renewed]).toEqual([kept?.id.toString("hex")]);
  });

  it("is not waited for while its row is being worked on, and the others are renewed meanwhile", async () => {
    const [busy, free] = await due(2);
    const claimed = await claim(one);
    let renewed = new Set<string>();
    await store.scheduler.transact(async (transaction) => {
      await transaction.rows("SELECT 1 FROM deliveries WHERE id = ? FOR UPDATE", [busy?.id ?? null]);
      renewed = await renewLeases(store.dispatcher, one, claimed, 99_000);
    });
    expect([...renewed]).toEqual([free?.id.toString("hex")]);
  });
});
