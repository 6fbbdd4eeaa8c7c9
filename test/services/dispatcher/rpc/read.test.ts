import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Mode } from "../../../../generated/rpc/landfall/accounts/v1/caller.ts";
import { DeliveryState } from "../../../../generated/rpc/landfall/dispatcher/v1/delivery.ts";
import { newUlid, prefixedId } from "../../../../services/runtime/ulid.ts";
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

const noDelivery = { code: "delivery_not_found" };
const noSchedule = { code: "schedule_not_found" };
const unknown = (prefix: string) => prefixedId(prefix, newUlid(0));

describe("GetDelivery", () => {
  it("shows a delivery that waits", async () => {
    const fireAt = constellation.time.clock.now() + 60_000;
    const { id, scheduleId } = await dispatcher.plan({ fireAt, expiresAt: fireAt + 1_000 });
    const now = constellation.time.clock.now();
    expect(await dispatcher.client.calls.getDelivery({ caller: dispatcher.caller(), id })).toEqual({
      id,
      scheduleId,
      mode: Mode.TEST,
      state: DeliveryState.SCHEDULED,
      reason: undefined,
      scheduledForMs: fireAt,
      nextAttemptAtMs: fireAt,
      attemptCount: 0,
      firstAttemptAtMs: undefined,
      offsetMs: undefined,
      expiresAtMs: fireAt + 1_000,
      completedAtMs: undefined,
      replayOf: undefined,
      endpoint: "https://example.com/hook",
      method: "POST",
      lastStatusCode: undefined,
      lastError: undefined,
      createdAtMs: now,
      updatedAtMs: now,
      version: 1,
      replayedAtMs: undefined,
      idempotencyKey: id,
    });
  });

  it("shows what the last attempt came to", async () => {
    const { id } = await dispatcher.plan();
    await dispatcher.settle(await dispatcher.begin({ id }), { outcome: "retry" });
    expect(await dispatcher.client.calls.getDelivery({ caller: dispatcher.caller(), id })).toMatchObject({
      state: DeliveryState.RETRYING,
      attemptCount: 1,
      offsetMs: 0,
      nextAttemptAtMs: constellation.time.clock.now() + 5_000,
      lastStatusCode: 500,
      lastError: { code: "http_status", message: "The receiver answered 500." },
    });
  });

  it("finds nothing for the other mode, an unknown id, or a malformed one", async () => {
    const { id } = await dispatcher.plan();
    for (const [asked, mode] of [
      [id, Mode.LIVE],
      [unknown("dlv"), Mode.TEST],
      [id.replace("dlv_", "sch_"), Mode.TEST],
      [id.toLowerCase(), Mode.TEST],
      ["", Mode.TEST],
    ] as const) {
      const target = { caller: dispatcher.caller(mode), id: asked };
      await expect(dispatcher.client.calls.getDelivery(target)).rejects.toMatchObject(noDelivery);
    }
  });
});

describe("ListDeliveries", () => {
  const list = (request: object = {}, mode: Mode = Mode.LIVE) =>
    dispatcher.client.calls.listDeliveries({
      caller: dispatcher.caller(mode),
      limit: 0,
      includeTotal: false,
      state: DeliveryState.UNSPECIFIED,
      ...request,
    });
  const ids: string[] = [];
  let scheduleId: string;

  beforeAll(async () => {
    for (let count = 0; count < 30; count++) {
      const planned = await dispatcher.plan({ endpoint: `https://example.com/${count}` }, Mode.LIVE);
      ids.unshift(planned.id);
      scheduleId = planned.scheduleId;
    }
  });

  it("goes through all, newest first, a page at a time", async () => {
    const first = await list({ includeTotal: true });
    expect(first.deliveries.map(({ id }) => id)).toEqual(ids.slice(0, 25));
    expect(first.total).toBe(30);
    const second = await list({ cursor: first.nextCursor });
    expect(second.deliveries.map(({ id }) => id)).toEqual(ids.slice(25));
    expect(second.nextCursor).toBeUndefined();
    expect(second.total).toBeUndefined();
  });

  it("knows a page that is full to be the last one", async () => {
    const page = await list({ limit: 30 });
    expect(page.deliveries).toHaveLength(30);
    expect(page.nextCursor).toBeUndefined();
    expect((await list({ limit: 1_000 })).deliveries).toHaveLength(30);
  });

  it("keeps to a state, a schedule, a part of the endpoint", async () => {
    expect((await list({ state: DeliveryState.DISPATCHING, includeTotal: true })).total).toBe(0);
    expect((await list({ state: DeliveryState.SCHEDULED, includeTotal: true })).total).toBe(30);
    const [newest, second] = ids;
    expect((await list({ scheduleId })).deliveries.map(({ id }) => id)).toEqual([newest]);
    expect((await list({ search: ".COM/28" })).deliveries.map(({ id }) => id)).toEqual([second]);
  });

  it("keeps to when they were made", async () => {
    const [newest] = (await list({ limit: 1 })).deliveries;
    const at = newest?.createdAtMs ?? 0;
    expect((await list({ createdFromMs: at })).deliveries.map(({ id }) => id)).toEqual([newest?.id]);
    expect((await list({ createdBeforeMs: at, limit: 100 })).deliveries).toHaveLength(29);
  });

  it("knows nothing of a schedule that is not there", async () => {
    for (const asked of [unknown("sch"), "sch_1", ""])
      await expect(list({ scheduleId: asked })).rejects.toMatchObject(noSchedule);
    await expect(list({ scheduleId }, Mode.TEST)).rejects.toMatchObject(noSchedule);
  });

  it("is empty for an endpoint profile that is not there", async () => {
    for (const endpointId of [unknown("ep"), "ep_1"]) {
      const page = await list({ endpointId, includeTotal: true });
      expect(page).toEqual({ deliveries: [], nextCursor: undefined, total: 0 });
    }
  });

  for (const cursor of ["", "next", "AAAA", "=".repeat(22), `${"A".repeat(21)}B`]) {
    it(`refuses a cursor that no page gave: ${cursor || "nothing"}`, async () => {
      await expect(list({ cursor })).rejects.toMatchObject({ code: "invalid_cursor" });
    });
  }
});
