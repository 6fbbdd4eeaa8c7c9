import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { countAttention } from "../../../services/store/figures/count-attention.ts";
import { countDue } from "../../../services/store/figures/count-due.ts";
import { aSchedule, madeAt, newOwner, write } from "../fixtures/rows.ts";
import { openStoreUnderTest, type StoreUnderTest } from "../fixtures/store-under-test.ts";

let store: StoreUnderTest;
beforeAll(async () => {
  store = await openStoreUnderTest();
});
afterAll(() => store.close());

const spans = { now: madeAt, lateBefore: madeAt - 60_000, soonBefore: madeAt + 3_600_000 };
const whole = (count: number) => ({ count, isWhole: true });

describe("what needs attention", () => {
  it("is counted to its end, past ten thousand", { timeout: 60_000 }, async () => {
    const owner = newOwner();
    const many = 10_050;
    for (let left = many; left > 0; left -= 1_000) {
      const rows = Array.from({ length: Math.min(left, 1_000) }, () => aSchedule(owner, [madeAt + 1_000]));
      await write(store.scheduler, ...rows);
    }
    const none = whole(0);
    expect(await countAttention(store.dispatcher, owner, spans)).toEqual({
      activeSchedules: whole(many),
      dueSoon: whole(many),
      late: none,
      deadLetters: none,
    });
    await store.query(
      "UPDATE deliveries SET state = 'dead_lettered', completed_at = 1, claim_at = NULL, next_attempt_at = NULL WHERE project_id = ?",
      [owner.projectId],
    );
    const { dueSoon, deadLetters } = await countAttention(store.dispatcher, owner, spans);
    expect([dueSoon, deadLetters]).toEqual([none, whole(many)]);
  });

  for (const portion of [1, 2, 3, 7, 100]) {
    it(`counts what is due in one mode and not paused, ${portion} at a time`, async () => {
      const owner = newOwner();
      const live = { ...owner, mode: "live" } as const;
      // Instants shared by several rows, so that a portion ends between such rows.
      const rows = [1, 1, 2, 2, 2, 3, 9].map((at) => aSchedule(owner, [madeAt + at]));
      await write(store.scheduler, ...rows);
      await write(store.scheduler, aSchedule(live, [madeAt + 2]));
      const bounds = { mostEntries: 1_000, mostMs: 60_000, portion };
      const due = (of = owner) => countDue(store.dispatcher, of, madeAt + 1, madeAt + 9, bounds);
      expect(await due()).toEqual(whole(6));
      expect(await due(live)).toEqual(whole(1));
      await store.query(
        "UPDATE deliveries SET reason = 'paused' WHERE project_id = ? AND mode = 'test' AND claim_at = ?",
        [owner.projectId, madeAt + 3],
      );
      expect(await due()).toEqual(whole(5));
    });
  }

  it("says where a count did not come to its end", async () => {
    const owner = newOwner();
    await write(
      store.scheduler,
      aSchedule(
        owner,
        [1, 2, 3, 4, 5].map((at) => madeAt + at),
      ),
    );
    const bounds = { mostEntries: 4, mostMs: 60_000, portion: 2 };
    expect(await countDue(store.dispatcher, owner, madeAt, madeAt + 9, bounds)).toEqual({
      count: 4,
      isWhole: false,
    });
    const inTime = { mostEntries: 4, mostMs: 0, portion: 10 };
    expect(await countDue(store.dispatcher, owner, madeAt, madeAt + 9, inTime)).toEqual(whole(5));
  });
});
