import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Ledger } from "../../../../generated/rpc/landfall/scheduler/v1/ledger.ts";
import { countPlans } from "../../../../services/store/for-scheduler.ts";
import {
  type Constellation,
  type SchedulerUnderTest,
  startConstellation,
} from "../../fixtures/constellation/constellation.ts";
import { fields, newCaller } from "../../fixtures/constellation/scheduler.ts";

let constellation: Constellation<"scheduler">;
let scheduler: SchedulerUnderTest;
beforeAll(async () => {
  constellation = await startConstellation({ scheduler: {} });
  ({ scheduler } = constellation);
});
afterAll(() => constellation.close());

const day = 86_400_000;
const caller = newCaller();
const span = () => {
  const now = constellation.time.clock.now();
  return { fromMs: now - day, toMs: now + day };
};
const ask = (asked: { limit?: number; cursor?: string; fromMs?: number; toMs?: number }) =>
  scheduler.calls.getLedger({
    caller,
    limit: undefined,
    cursor: undefined,
    fromMs: undefined,
    toMs: undefined,
    ...asked,
  });

/** Reads all portions, following the cursors. */
async function portions(asked: ReturnType<typeof span>, limit: number): Promise<Ledger[]> {
  const all = [await ask({ ...asked, limit })];
  for (let last = all[0]; last?.nextCursor !== undefined; last = all.at(-1)) {
    // Every portion covers the span of the first request.
    constellation.time.move(1_000);
    all.push(await ask({ limit, cursor: last.nextCursor }));
  }
  return all;
}

const sum = (ledgers: readonly Ledger[], of: "planned" | "open" | "holes") =>
  ledgers.reduce((total, ledger) => total + ledger[of], 0);

describe("a ledger in portions", () => {
  it("adds up to the whole, however large they are", async () => {
    const items = Array.from({ length: 123 }, (_, each) => ({
      caller,
      fields: fields(each % 10 === 0 ? { every: "1h" } : { delay: "2h" }),
    }));
    await scheduler.tryCreate(items);
    const asked = span();
    const whole = await ask(asked);
    expect([whole.planned, whole.nextCursor]).toEqual([110 + 13 * 23, undefined]);
    for (const [limit, count] of [
      [1, 123],
      [41, 3],
      [60, 3],
      [123, 1],
      [1_000, 1],
    ] as const) {
      const all = await portions(asked, limit);
      expect([limit, all.length]).toEqual([limit, count]);
      for (const of of ["planned", "open", "holes"] as const) expect(sum(all, of)).toBe(whole[of]);
      expect(new Set(all.map(({ fromMs, toMs }) => `${fromMs} ${toMs}`)).size).toBe(1);
    }
  });

  it("ends one early that has much to count", async () => {
    const fast = Array.from({ length: 60 }, () => ({ caller, fields: fields({ every: "20s" }) }));
    await scheduler.tryCreate(fast);
    const now = constellation.time.clock.now();
    const first = await ask({ fromMs: now - day, toMs: now + day, limit: 10_000 });
    expect(first.nextCursor).toBeDefined();
    expect(first.planned).toBe(50 * 4_319);
  });

  it("refuses an invalid cursor and an invalid size", async () => {
    const refused = (asked: Parameters<typeof ask>[0]) => ask(asked).catch(({ code }) => code);
    expect(await refused({ limit: 5, cursor: "AAAA" })).toBe("invalid_cursor");
    expect(await refused({ limit: 0 })).toBe("invalid_parameter");
  });
});

describe("the count that says whether a whole ledger can be had", () => {
  it("stops behind the bound", async () => {
    const [row] = await constellation.query("SELECT project_id FROM schedules LIMIT 1");
    const owner = { projectId: row?.project_id, mode: "test" } as const;
    const later = constellation.time.clock.now() + day;
    expect(await countPlans(scheduler.parts.store, owner, later, 1_000)).toBe(183);
    expect(await countPlans(scheduler.parts.store, owner, later, 5)).toBeGreaterThan(5);
    expect(await countPlans(scheduler.parts.store, owner, 0, 5)).toBe(0);
  });
});
