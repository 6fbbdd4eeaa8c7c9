import { randomBytes } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { newReplay } from "../../../services/dispatcher/replay/new-replay.ts";
import { newUlid } from "../../../services/runtime/ulid.ts";
import type { Owner } from "../../../services/store/accounts/owner.ts";
import {
  beginDeliveries,
  beginWithinConcurrency,
} from "../../../services/store/deliveries/attempt/begin-deliveries.ts";
import { findStillBegun } from "../../../services/store/deliveries/attempt/find-still-begun.ts";
import { listOnTheWire } from "../../../services/store/deliveries/attempt/list-on-the-wire.ts";
import { claimDueDeliveries } from "../../../services/store/deliveries/claim/claim-due-deliveries.ts";
import { findDeadLetters } from "../../../services/store/deliveries/dead-letters/find-dead-letters.ts";
import { replayDeadLetters } from "../../../services/store/deliveries/dead-letters/replay-dead-letters.ts";
import { replayDelivery } from "../../../services/store/deliveries/dead-letters/replay-delivery.ts";
import type { DeliveryRecord } from "../../../services/store/deliveries/delivery-record.ts";
import { changeEndpoint } from "../../../services/store/endpoints/change-endpoint.ts";
import { deleteEndpoint } from "../../../services/store/endpoints/delete-endpoint.ts";
import { insertEndpoint } from "../../../services/store/endpoints/insert-endpoint.ts";
import { endpointRow } from "../../services/fixtures/endpoint-row.ts";
import { aClaim, aRequest, aSchedule, madeAt, newOwner, write } from "../fixtures/rows.ts";
import { openStoreUnderTest, type StoreUnderTest } from "../fixtures/store-under-test.ts";

const dueAt = madeAt + 60_000;
const holder = randomBytes(16);
let store: StoreUnderTest;
beforeAll(async () => {
  store = await openStoreUnderTest();
});
afterAll(() => store.close());
afterEach(() => store.releaseLocks());
beforeEach(() => store.query("DELETE FROM deliveries"));

/** The retry policy of every schedule here. */
const policies = {
  overlap: "allow",
  misfirePolicy: "once",
  misfireGraceMs: 60_000,
  misfireMax: 100,
} as const;

/** Makes claimed deliveries to a new profile, ready to begin. */
async function claimed(count: number) {
  const owner = newOwner();
  const profile = endpointRow({ ...owner, url: "https://example.com/hook" }, madeAt);
  await insertEndpoint(store.accounts, profile);
  const created = Array.from({ length: count }, () => {
    const request = aRequest(owner, { endpointId: profile.id, endpoint: null });
    return aSchedule(owner, [dueAt], {}, request);
  });
  await write(store.scheduler, ...created);
  const claims = await claimDueDeliveries(store.dispatcher, aClaim(holder, dueAt + 1_000));
  const { id, version } = profile;
  return { owner, id, ready: claims.map((each) => ({ claimed: each, profile: { id, version }, policies })) };
}

const disable = (owner: Owner, id: Buffer) =>
  changeEndpoint(store.accounts, owner, id, dueAt, () => ({ state: "disabled" }));
const hex = (ready: readonly { readonly claimed: { readonly id: Buffer } }[]) =>
  ready.map((each) => each.claimed.id.toString("hex")).sort();

describe("a begin to a profile", () => {
  it("goes by the profile as it was read, and leaves what goes by another version", async () => {
    const { owner, id, ready } = await claimed(2);
    await disable(owner, id);
    const { begun, changed } = await beginDeliveries(store.dispatcher, holder, ready, dueAt);
    expect([...begun]).toEqual([]);
    expect([...changed].sort()).toEqual(hex(ready));
    const again = ready.map((each) => ({ ...each, profile: { id, version: 2 } }));
    expect([...(await beginDeliveries(store.dispatcher, holder, again, dueAt)).begun].sort()).toEqual(
      hex(ready),
    );
  });

  it("within its concurrency sees a change as well", async () => {
    const { owner, id, ready } = await claimed(2);
    await disable(owner, id);
    const result = await beginWithinConcurrency(store.dispatcher, holder, ready, id, 5, dueAt);
    expect([...result.changed].sort()).toEqual(hex(ready));
    expect(result.begun.size + result.busy.size).toBe(0);
  });

  it("that is not committed yet keeps a change waiting, which then finds it on the wire", async () => {
    const { owner, id, ready } = await claimed(1);
    const locks = await store.holdLocks("SELECT id FROM deliveries WHERE id IN (?) FOR UPDATE", [
      ready.map((each) => each.claimed.id),
    ]);
    const beginning = beginDeliveries(store.dispatcher, holder, ready, dueAt);
    await store.untilSomebodyWaitsFor("deliveries");
    const disabling = disable(owner, id).then(() => listOnTheWire(store.accounts, id, 10));
    await store.untilSomebodyWaitsFor("endpoints");
    await locks.commit();
    expect((await beginning).begun.size).toBe(1);
    expect(await disabling).toEqual(ready.map((each) => each.claimed.id));
  });
});

describe("what has begun and not started", () => {
  it("still stands while nothing has changed", async () => {
    const { ready } = await claimed(3);
    await beginDeliveries(store.dispatcher, holder, ready, dueAt);
    expect([...(await findStillBegun(store.dispatcher, holder, ready))].sort()).toEqual(hex(ready));
  });

  for (const [what, sql] of [
    ["it was canceled, paused or rescheduled", "reason = 'canceled'"],
    ["its request was changed", "request_id = REVERSE(request_id)"],
    ["somebody else has it", "fence = fence + 1"],
    ["its lease ran out", `lease_expires_at = ${dueAt}`],
  ] as const) {
    it(`does not when ${what}`, async () => {
      const { ready } = await claimed(2);
      await beginDeliveries(store.dispatcher, holder, ready, dueAt);
      const [first] = ready;
      await store.query(`UPDATE deliveries SET ${sql} WHERE id = ?`, [first?.claimed.id ?? null]);
      expect([...(await findStillBegun(store.dispatcher, holder, ready))]).toEqual(hex(ready.slice(1)));
    });
  }

  for (const change of [
    "overlap = 'skip'",
    "misfire_policy = 'skip'",
    "misfire_grace_ms = 1000",
    "misfire_max = 5",
  ]) {
    it(`does not when its schedule judges otherwise: ${change}`, async () => {
      const { ready } = await claimed(2);
      await beginDeliveries(store.dispatcher, holder, ready, dueAt);
      const [first] = ready;
      await store.query(`UPDATE schedules SET ${change} WHERE id = ?`, [first?.claimed.scheduleId ?? null]);
      expect([...(await findStillBegun(store.dispatcher, holder, ready))]).toEqual(hex(ready.slice(1)));
    });
  }

  it("does not when its profile was changed", async () => {
    const { owner, id, ready } = await claimed(2);
    await beginDeliveries(store.dispatcher, holder, ready, dueAt);
    await disable(owner, id);
    expect([...(await findStillBegun(store.dispatcher, holder, ready))]).toEqual([]);
  });
});

it("a profile to which open deliveries go is not deleted", async () => {
  const { owner, id, ready } = await claimed(1);
  await store.query("UPDATE schedules SET state = 'canceled', emit_at = NULL, ended_at = 1");
  const remove = () => deleteEndpoint(store.accounts, owner, id, dueAt, () => undefined);
  expect(await remove()).toBe("awaited");
  await beginDeliveries(store.dispatcher, holder, ready, dueAt);
  expect(await remove()).toBe("awaited");
  await store.query(
    "UPDATE deliveries SET state = 'succeeded', completed_at = 1, holder = NULL, lease_expires_at = NULL, next_attempt_at = NULL",
  );
  expect(await remove()).toMatchObject({ id });
});

it("what went to a profile that was deleted is not sent again, by its id or among many", async () => {
  const { owner, id, ready } = await claimed(2);
  await store.query(
    "UPDATE deliveries SET state = 'dead_lettered', completed_at = 1, holder = NULL, lease_expires_at = NULL, next_attempt_at = NULL",
  );
  await store.query("UPDATE schedules SET state = 'completed', emit_at = NULL, ended_at = 1");
  const ids = ready.map((each) => each.claimed.id);
  const [first = Buffer.alloc(16)] = ids;
  const filter = { scheduleId: null, endpointId: null, search: null, createdFrom: null, createdBefore: null };
  const found = () => findDeadLetters(store.dispatcher, owner, filter, null);
  expect((await found()).ids).toHaveLength(2);
  await deleteEndpoint(store.accounts, owner, id, dueAt, () => undefined);
  expect((await found()).ids).toEqual([]);
  const make = (old: DeliveryRecord) => newReplay(old, { id: newUlid(dueAt), freshKey: false, dueAt }, dueAt);
  expect(await replayDeadLetters(store.dispatcher, owner, ids, { again: true, make, now: dueAt })).toBe(0);
  await expect(replayDelivery(store.dispatcher, owner, first, null, make)).rejects.toMatchObject({
    code: "endpoint_not_found",
  });
});
