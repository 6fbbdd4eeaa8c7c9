import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Mode } from "../../../../generated/rpc/landfall/accounts/v1/caller.ts";
import { type Delivery, DeliveryState } from "../../../../generated/rpc/landfall/dispatcher/v1/delivery.ts";
import {
  DeadLetterFilter,
  type ReplayDeadLettersRequest,
} from "../../../../generated/rpc/landfall/dispatcher/v1/dispatcher.ts";
import {
  type Constellation,
  type DispatcherUnderTest,
  type Planned,
  startConstellation,
} from "../../fixtures/constellation/constellation.ts";

let constellation: Constellation<"dispatcher">;
let dispatcher: DispatcherUnderTest;
beforeAll(async () => {
  constellation = await startConstellation({ dispatcher: {} });
  ({ dispatcher } = constellation);
});
afterAll(() => constellation.close());

const minute = 60_000;
const replay = async (request: Partial<ReplayDeadLettersRequest>, mode: Mode = Mode.TEST) => {
  const whole = { ids: [], freshKey: false, ...request, caller: dispatcher.caller(mode) };
  return (await dispatcher.client.calls.replayDeadLetters(whole)).replayed;
};
const ofSchedule = ({ scheduleId }: Planned) => DeadLetterFilter.create({ scheduleId });

async function deadLetter(oneShot: Parameters<DispatcherUnderTest["plan"]>[0] = {}): Promise<Planned> {
  const planned = await dispatcher.plan(oneShot);
  await dispatcher.settle(await dispatcher.begin(planned), { outcome: "failed" });
  constellation.time.move(1_000);
  return planned;
}

/** Lists the replays of a dead letter, in the order of creation. */
async function replaysOf({ id, scheduleId }: Planned): Promise<Delivery[]> {
  const { deliveries } = await dispatcher.client.calls.listDeliveries({
    ...{
      caller: dispatcher.caller(),
      scheduleId,
      limit: 100,
      includeTotal: false,
      state: DeliveryState.UNSPECIFIED,
    },
  });
  return deliveries.filter(({ replayOf }) => replayOf === id).reverse();
}

describe("ReplayDeadLetters by ids", () => {
  it("makes a delivery of each, due now, once however often it is named, and wakes the claim", async () => {
    const [one, other] = [await deadLetter(), await deadLetter()];
    const wakes = dispatcher.wakeCount;
    expect(await replay({ ids: [one.id, other.id, one.id] })).toBe(2);
    expect(dispatcher.wakeCount).toBe(wakes + 1);
    const now = constellation.time.clock.now();
    for (const each of [one, other]) {
      expect(await replaysOf(each)).toMatchObject([
        { state: DeliveryState.SCHEDULED, scheduledForMs: now, nextAttemptAtMs: now, attemptCount: 0 },
      ]);
    }
  });

  it("replays a delivery that was replayed before", async () => {
    const dead = await deadLetter();
    expect(await replay({ ids: [dead.id] })).toBe(1);
    expect(await replay({ ids: [dead.id] })).toBe(1);
    expect(await replaysOf(dead)).toHaveLength(2);
  });

  it("spreads them evenly, in the order in which they are named, each with its own time to live", async () => {
    const all = [];
    for (let count = 0; count < 4; count++) {
      const fireAt = constellation.time.clock.now();
      all.push(await deadLetter({ fireAt, expiresAt: fireAt + 90_000 }));
    }
    const order = all.toReversed();
    expect(await replay({ ids: order.map(({ id }) => id), over: "2m" })).toBe(4);
    const now = constellation.time.clock.now();
    for (const [index, each] of order.entries()) {
      const dueAt = now + index * 0.5 * minute;
      expect(await replaysOf(each)).toMatchObject([
        { scheduledForMs: dueAt, nextAttemptAtMs: dueAt, expiresAtMs: dueAt + 90_000 },
      ]);
    }
  });

  it("makes nothing when one is unknown or no dead letter, and says which", async () => {
    const dead = await deadLetter();
    const open = await dispatcher.plan({ fireAt: constellation.time.clock.now() + minute });
    const unknown = "dlv_01J9ZK3F8Q4X7M2N5P6R8S9T0V";
    for (const [id, refused] of [
      ["dlv_1", { code: "delivery_not_found", param: "ids.1" }],
      [unknown, { code: "delivery_not_found", param: "ids.1" }],
      [open.id, { code: "not_a_dead_letter", param: "ids.1" }],
    ] as const) {
      await expect(replay({ ids: [dead.id, id] })).rejects.toMatchObject(refused);
    }
    await expect(replay({ ids: [dead.id] }, Mode.LIVE)).rejects.toMatchObject({
      code: "delivery_not_found",
      param: "ids.0",
    });
    expect(await replaysOf(dead)).toEqual([]);
  });

  it("keeps the first delivery's Idempotency-Key unless a fresh one is asked for", async () => {
    const dead = await deadLetter();
    await replay({ ids: [dead.id] });
    await replay({ ids: [dead.id], freshKey: true });
    const rows = await dispatcher.store.rows(
      "SELECT idempotency_id = replay_of AS kept, idempotency_id = id AS fresh FROM deliveries WHERE replay_of IS NOT NULL ORDER BY id DESC LIMIT 2",
    );
    expect(rows).toEqual([
      { kept: 0, fresh: 1 },
      { kept: 1, fresh: 0 },
    ]);
  });
});

describe("ReplayDeadLetters by filter", () => {
  it("replays matching dead letters and skips those replayed before, in either way", async () => {
    const [one, other] = [await deadLetter(), await deadLetter()];
    await dispatcher.client.calls.replayDelivery({
      caller: dispatcher.caller(),
      id: one.id,
      freshKey: false,
    });
    expect(await replay({ filter: ofSchedule(one) })).toBe(0);
    expect(await replay({ filter: ofSchedule(other) })).toBe(1);
    expect(await replay({ filter: ofSchedule(other) })).toBe(0);
    expect(await replaysOf(other)).toHaveLength(1);
  });

  it("asked for all by two at once, makes one of each", async () => {
    await replay({ filter: DeadLetterFilter.create() });
    const all = [await deadLetter(), await deadLetter(), await deadLetter()];
    const counts = await Promise.all([
      replay({ filter: DeadLetterFilter.create() }),
      replay({ filter: DeadLetterFilter.create() }),
    ]);
    expect(counts.reduce((sum, count) => sum + count)).toBe(3);
    for (const each of all) expect(await replaysOf(each)).toHaveLength(1);
  });

  it("meets a span of creation and a part of the destination", async () => {
    await replay({ filter: DeadLetterFilter.create() });
    const from = constellation.time.clock.now() + 1;
    await deadLetter();
    const before = constellation.time.clock.now() + 1;
    await deadLetter();
    const span = { createdFromMs: from, createdBeforeMs: before };
    expect(await replay({ filter: DeadLetterFilter.create({ ...span, search: "nowhere" }) })).toBe(0);
    expect(await replay({ filter: DeadLetterFilter.create({ ...span, endpointId: "ep_1" }) })).toBe(0);
    expect(await replay({ filter: DeadLetterFilter.create({ ...span, search: "EXAMPLE.com" }) })).toBe(1);
    expect(await replay({ filter: DeadLetterFilter.create({ createdFromMs: before }) })).toBe(1);
  });

  it("refuses a schedule that is not there, ids beside it, neither, and a spread over more than a day", async () => {
    const filter = DeadLetterFilter.create({ scheduleId: "sch_01J9ZK3F8Q4X7M2N5P6R8S9T0V" });
    await expect(replay({ filter })).rejects.toMatchObject({
      code: "schedule_not_found",
      param: "filter.schedule_id",
    });
    await expect(replay({ filter, ids: ["dlv_1"] })).rejects.toMatchObject({ code: "invalid_parameter" });
    await expect(replay({})).rejects.toMatchObject({ code: "invalid_parameter" });
    const far = replay({ filter: DeadLetterFilter.create(), over: "24h1s" });
    await expect(far).rejects.toMatchObject({ code: "invalid_duration", param: "over" });
  });

  it("works off more than a batch", async () => {
    await replay({ filter: DeadLetterFilter.create() });
    const all = await Promise.all(Array.from({ length: 501 }, () => dispatcher.plan()));
    await dispatcher.store.change(
      "UPDATE deliveries SET state = 'dead_lettered', completed_at = 1, claim_at = NULL, next_attempt_at = NULL, holder = NULL, lease_expires_at = NULL WHERE state = 'scheduled'",
    );
    const made = await replay({ filter: DeadLetterFilter.create(), over: "501s" });
    expect(made).toBeGreaterThanOrEqual(all.length);
    expect(await replay({ filter: DeadLetterFilter.create() })).toBe(0);
  }, 30_000);
});
