import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { deliveryRow, scheduleRow } from "../fixtures/delivery-row.ts";
import {
  cancelAll,
  change,
  type Decide,
  dueAt,
  holder,
  now,
  recurring,
} from "../fixtures/recurring-schedule.ts";
import { aDelivery, aRequest, aSchedule, beginAll, newOwner, write } from "../fixtures/rows.ts";
import { openStoreUnderTest, type StoreUnderTest } from "../fixtures/store-under-test.ts";

let store: StoreUnderTest;
beforeAll(async () => {
  store = await openStoreUnderTest();
});
afterAll(() => store.close());
afterEach(() => store.releaseLocks());

describe("a change of a schedule", () => {
  it("raises the version by one and answers the schedule as it is now", async () => {
    const { owner, id } = await recurring(store);
    const changed = await change(store, owner, id, (schedule) => ({
      schedule: { ...schedule, name: "new" },
      request: null,
    }));
    expect(changed).toMatchObject({ name: "new", version: 2, updatedAt: now });
    expect(await scheduleRow(store, id)).toMatchObject({ version: 2 });
  });

  it("that decides on nothing, or throws, leaves all as it is", async () => {
    const { owner, id } = await recurring(store);
    const before = await scheduleRow(store, id);
    expect(await change(store, owner, id, () => null)).toMatchObject({ version: 1 });
    await expect(
      change(store, owner, id, () => {
        throw new Error("refused");
      }),
    ).rejects.toThrow("refused");
    expect(await scheduleRow(store, id)).toEqual(before);
  });

  it("sees no schedule of another owner or mode", async () => {
    const { owner, id } = await recurring(store);
    expect(await change(store, newOwner(), id, cancelAll)).toBeNull();
    expect(await change(store, { ...owner, mode: "live" }, id, cancelAll)).toBeNull();
  });

  it("takes a claimed delivery from its dispatcher: it can no longer begin", async () => {
    const { owner, id, claim } = await recurring(store);
    const claimed = await claim();
    expect(claimed).toHaveLength(1);
    await change(store, owner, id, cancelAll);
    expect(await beginAll(store.dispatcher, holder, claimed, dueAt)).toEqual(new Set());
  });

  it("turns open deliveries to a new request, and takes back claims that read the old one", async () => {
    const { owner, id, claim, deliveries } = await recurring(store);
    const claimed = await claim();
    const request = aRequest(owner, { endpoint: "https://example.com/new", contentBytes: 7 });
    await change(store, owner, id, (schedule) => ({ schedule: { ...schedule, request }, request }));
    const row = await deliveryRow(store, deliveries[0]?.id);
    expect(row).toMatchObject({ request_id: request.id, holder: null, claim_at: dueAt, state: "scheduled" });
    expect((await beginAll(store.dispatcher, holder, claimed, dueAt)).size).toBe(0);
    expect(await claim()).toMatchObject([{ requestId: request.id, contentBytes: 7 }]);
  });

  it("leaves replays beside the plan with the request that they repeat", async () => {
    const { owner, id, schedule } = await recurring(store);
    const replay = aDelivery(schedule, dueAt + 7, { ordinal: -5 });
    await write(store.scheduler, { ...aSchedule(owner, []), deliveries: [replay] });
    const request = aRequest(owner);
    await change(store, owner, id, (before) => ({ schedule: { ...before, request }, request }));
    expect((await deliveryRow(store, replay.id)).request_id).toEqual(schedule.request.id);
  });

  it("parks deliveries until they expire and releases them to their time", async () => {
    const { owner, id, deliveries } = await recurring(store, { ttlMs: 9_000 });
    const ids = deliveries.map((each) => each.id);
    const parked: Decide = (schedule) => ({ schedule, request: null, park: { ids, reason: "paused" } });
    await change(store, owner, id, parked);
    expect(await deliveryRow(store, ids[0])).toMatchObject({ reason: "paused", claim_at: dueAt + 9_000 });
    await change(store, owner, id, (schedule) => ({ schedule, request: null, release: ids }));
    expect(await deliveryRow(store, ids[0])).toMatchObject({ reason: null, claim_at: dueAt });
  });

  it("that ends the last occurrence completes a schedule with no more to come", async () => {
    const { owner, id, deliveries } = await recurring(store, { emitAt: null });
    const changed = await change(store, owner, id, (schedule) => ({
      schedule,
      request: null,
      skip: { ids: deliveries.map((each) => each.id), reason: "paused" },
    }));
    expect(changed).toMatchObject({ state: "completed", endedAt: now });
  });

  it("replaces what the schedule is found by", async () => {
    const { owner, id } = await recurring(store, { metadata: { team: "a", old: "1" } });
    await change(store, owner, id, (schedule) => ({
      schedule: { ...schedule, metadata: { team: "b" } },
      request: null,
    }));
    const rows = await store.query(
      "SELECT CONVERT(meta_key USING utf8mb4) AS k, CONVERT(meta_value USING utf8mb4) AS v FROM schedule_metadata WHERE schedule_id = ?",
      [id],
    );
    expect(rows).toMatchObject([{ k: "team", v: "b" }]);
  });
});
