import { randomBytes } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Owner } from "../../../services/store/accounts/owner.ts";
import { claimDueDeliveries } from "../../../services/store/deliveries/claim/claim-due-deliveries.ts";
import type { OpenDelivery } from "../../../services/store/deliveries/lock-open-deliveries.ts";
import { changeSchedule, type ScheduleChange } from "../../../services/store/schedules/change-schedule.ts";
import type { ScheduleRecord } from "../../../services/store/schedules/schedule-record.ts";
import { deliveryRow, scheduleRow } from "../fixtures/delivery-row.ts";
import {
  aClaim,
  aDelivery,
  aRequest,
  aSchedule,
  beginAll,
  madeAt,
  newOwner,
  write,
} from "../fixtures/rows.ts";
import { openStoreUnderTest, type StoreUnderTest } from "../fixtures/store-under-test.ts";

const dueAt = madeAt + 60_000;
const now = dueAt + 200;
const holder = randomBytes(16);
let store: StoreUnderTest;
beforeAll(async () => {
  store = await openStoreUnderTest();
});
afterAll(() => store.close());
afterEach(() => store.releaseLocks());

type Decide = (schedule: ScheduleRecord, open: readonly OpenDelivery[]) => ScheduleChange | null;

const change = (owner: Owner, id: Buffer, decide: Decide) =>
  changeSchedule(store.scheduler, owner, id, now, decide);

/** Cancels a schedule and all its open deliveries. */
const cancelAll: Decide = (schedule, open) => ({
  schedule: { ...schedule, state: "canceled", emitAt: null, endedAt: now },
  request: null,
  cancel: {
    ids: open.filter(({ state }) => state !== "dispatching").map(({ id }) => id),
    reason: "schedule_canceled",
  },
  mark: {
    ids: open.filter(({ state }) => state === "dispatching").map(({ id }) => id),
    reason: "canceled",
  },
});

async function recurring(changes: Partial<ScheduleRecord> = {}, dueAts = [dueAt]) {
  const owner = newOwner();
  const created = aSchedule(owner, dueAts, { kind: "interval", emitAt: dueAt + 1_000, ...changes });
  await write(store.scheduler, created);
  const claim = () =>
    claimDueDeliveries(store.dispatcher, { ...aClaim(holder, dueAt + 1), projectId: owner.projectId });
  return {
    owner,
    id: created.schedule.id,
    schedule: created.schedule,
    deliveries: created.deliveries,
    claim,
  };
}

describe("a change of a schedule", () => {
  it("raises the version by one and answers the schedule as it is now", async () => {
    const { owner, id } = await recurring();
    const changed = await change(owner, id, (schedule) => ({
      schedule: { ...schedule, name: "new" },
      request: null,
    }));
    expect(changed).toMatchObject({ name: "new", version: 2, updatedAt: now });
    expect(await scheduleRow(store, id)).toMatchObject({ version: 2 });
  });

  it("that decides on nothing, or throws, leaves all as it is", async () => {
    const { owner, id } = await recurring();
    const before = await scheduleRow(store, id);
    expect(await change(owner, id, () => null)).toMatchObject({ version: 1 });
    await expect(
      change(owner, id, () => {
        throw new Error("refused");
      }),
    ).rejects.toThrow("refused");
    expect(await scheduleRow(store, id)).toEqual(before);
  });

  it("sees no schedule of another owner or mode", async () => {
    const { owner, id } = await recurring();
    expect(await change(newOwner(), id, cancelAll)).toBeNull();
    expect(await change({ ...owner, mode: "live" }, id, cancelAll)).toBeNull();
  });

  it("takes a claimed delivery from its dispatcher: it can no longer begin", async () => {
    const { owner, id, claim } = await recurring();
    const claimed = await claim();
    expect(claimed).toHaveLength(1);
    await change(owner, id, cancelAll);
    expect(await beginAll(store.dispatcher, holder, claimed, dueAt)).toEqual(new Set());
  });

  it("turns open deliveries to a new request, and takes back claims that read the old one", async () => {
    const { owner, id, claim, deliveries } = await recurring();
    const claimed = await claim();
    const request = aRequest(owner, { endpoint: "https://example.com/new", contentBytes: 7 });
    await change(owner, id, (schedule) => ({ schedule: { ...schedule, request }, request }));
    const row = await deliveryRow(store, deliveries[0]?.id);
    expect(row).toMatchObject({ request_id: request.id, holder: null, claim_at: dueAt, state: "scheduled" });
    expect((await beginAll(store.dispatcher, holder, claimed, dueAt)).size).toBe(0);
    expect(await claim()).toMatchObject([{ requestId: request.id, contentBytes: 7 }]);
  });

  it("leaves replays beside the plan with the request that they repeat", async () => {
    const { owner, id, schedule } = await recurring();
    const replay = aDelivery(schedule, dueAt + 7, { ordinal: -5 });
    await write(store.scheduler, { ...aSchedule(owner, []), deliveries: [replay] });
    const request = aRequest(owner);
    await change(owner, id, (before) => ({ schedule: { ...before, request }, request }));
    expect((await deliveryRow(store, replay.id)).request_id).toEqual(schedule.request.id);
  });

  it("parks deliveries until they expire and releases them to their time", async () => {
    const { owner, id, deliveries } = await recurring({ ttlMs: 9_000 });
    const ids = deliveries.map((each) => each.id);
    const parked: Decide = (schedule) => ({ schedule, request: null, park: { ids, reason: "paused" } });
    await change(owner, id, parked);
    expect(await deliveryRow(store, ids[0])).toMatchObject({ reason: "paused", claim_at: dueAt + 9_000 });
    await change(owner, id, (schedule) => ({ schedule, request: null, release: ids }));
    expect(await deliveryRow(store, ids[0])).toMatchObject({ reason: null, claim_at: dueAt });
  });

  it("that ends the last occurrence completes a schedule with no more to come", async () => {
    const { owner, id, deliveries } = await recurring({ emitAt: null });
    const changed = await change(owner, id, (schedule) => ({
      schedule,
      request: null,
      skip: { ids: deliveries.map((each) => each.id), reason: "paused" },
    }));
    expect(changed).toMatchObject({ state: "completed", endedAt: now });
  });

  it("replaces what the schedule is found by", async () => {
    const { owner, id } = await recurring({ metadata: { team: "a", old: "1" } });
    await change(owner, id, (schedule) => ({
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
