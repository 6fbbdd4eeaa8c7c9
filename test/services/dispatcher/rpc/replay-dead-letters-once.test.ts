import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  DeadLetterFilter,
  type ReplayDeadLettersRequest,
} from "../../../../generated/rpc/landfall/dispatcher/v1/dispatcher.ts";
import { replayDeadLetters } from "../../../../services/dispatcher/rpc/replay-dead-letters.ts";
import { parsePrefixedId } from "../../../../services/runtime/ulid.ts";
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

const newKey = () => randomBytes(8).toString("hex");
const whole = (request: Partial<ReplayDeadLettersRequest>) => ({
  ids: [],
  freshKey: false,
  ...request,
  caller: dispatcher.caller(),
});
const replay = (request: Partial<ReplayDeadLettersRequest>) =>
  dispatcher.client.calls.replayDeadLetters(whole(request));

async function deadLetter(): Promise<Planned> {
  const planned = await dispatcher.plan();
  await dispatcher.settle(await dispatcher.begin(planned), { outcome: "failed" });
  return planned;
}

/** Counts the deliveries that replays of dead letters made. */
async function replayCount(dead: readonly Planned[]): Promise<number> {
  const ids = dead.map(({ id }) => parsePrefixedId("dlv", id));
  const rows = await dispatcher.store.rows("SELECT id FROM deliveries WHERE replay_of IN (?)", [ids]);
  return rows.length;
}

describe("ReplayDeadLetters with an idempotency key", () => {
  it("replays once, and answers the same request with the same delivery", async () => {
    const dead = [await deadLetter(), await deadLetter()];
    const request = { ids: dead.map(({ id }) => id), over: "10m", idempotencyKey: newKey() };
    const wakes = dispatcher.wakeCount;
    expect(await replay(request)).toEqual({ replayed: 2, madeBefore: false });
    expect(await replay(request)).toEqual({ replayed: 2, madeBefore: true });
    expect(await replayCount(dead)).toBe(2);
    expect(dispatcher.wakeCount).toBe(wakes + 1);
  });

  it("by several at once replays once", async () => {
    const dead = [await deadLetter(), await deadLetter()];
    const request = { ids: dead.map(({ id }) => id), idempotencyKey: newKey() };
    const answers = await Promise.all(Array.from({ length: 6 }, () => replay(request)));
    expect(answers.map(({ replayed }) => replayed)).toEqual(Array(6).fill(2));
    expect(answers.filter(({ madeBefore }) => !madeBefore)).toHaveLength(1);
    expect(await replayCount(dead)).toBe(2);
  });

  it("answers the number that the filter matched at first, also none", async () => {
    const { scheduleId, ...dead } = await deadLetter();
    const request = { filter: DeadLetterFilter.create({ scheduleId }), idempotencyKey: newKey() };
    expect(await replay(request)).toEqual({ replayed: 1, madeBefore: false });
    expect(await replay(request)).toEqual({ replayed: 1, madeBefore: true });
    const empty = { ...request, idempotencyKey: newKey() };
    expect(await replay(empty)).toEqual({ replayed: 0, madeBefore: false });
    expect(await replay(empty)).toEqual({ replayed: 0, madeBefore: true });
    expect(await replayCount([{ scheduleId, ...dead }])).toBe(1);
  });

  it("refuses another request with it, one for one delivery too", async () => {
    const { id } = await deadLetter();
    const idempotencyKey = newKey();
    await replay({ ids: [id], idempotencyKey });
    const reused = { code: "idempotency_key_reused", param: "idempotency_key" };
    await expect(replay({ ids: [id], freshKey: true, idempotencyKey })).rejects.toMatchObject(reused);
    await expect(replay({ ids: [id], over: "1m", idempotencyKey })).rejects.toMatchObject(reused);
    const one = { caller: dispatcher.caller(), id, freshKey: false, idempotencyKey };
    await expect(dispatcher.client.calls.replayDelivery(one)).rejects.toMatchObject(reused);
  });

  it("that is cut off makes nothing, and takes no key", async () => {
    const dead = [await deadLetter(), await deadLetter()];
    const request = whole({ ids: dead.map(({ id }) => id), idempotencyKey: newKey() });
    const gone = { signal: AbortSignal.abort(new Error("nobody waits")) };
    const cutOff = replayDeadLetters(dispatcher.parts, request, gone);
    await expect(cutOff).rejects.toThrow("nobody waits");
    expect(await replayCount(dead)).toBe(0);
    expect(await replay(request)).toEqual({ replayed: 2, madeBefore: false });
  });

  it("works off several batches at once", async () => {
    const dead = await Promise.all(Array.from({ length: 1_001 }, () => dispatcher.plan()));
    await dispatcher.store.change(
      "UPDATE deliveries SET state = 'dead_lettered', completed_at = 1, claim_at = NULL, next_attempt_at = NULL, holder = NULL, lease_expires_at = NULL WHERE state = 'scheduled'",
    );
    const request = { ids: dead.map(({ id }) => id), over: "1h", idempotencyKey: newKey() };
    expect(await replay(request)).toEqual({ replayed: 1_001, madeBefore: false });
    expect(await replay(request)).toEqual({ replayed: 1_001, madeBefore: true });
    expect(await replayCount(dead)).toBe(1_001);
  }, 30_000);
});
