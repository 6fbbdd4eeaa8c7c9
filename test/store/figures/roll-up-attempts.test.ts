import { randomBytes, randomInt } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Owner } from "../../../services/store/accounts/owner.ts";
import {
  everyProject,
  type FiguresRecord,
  hourMs,
  minuteMs,
  sumFigures,
} from "../../../services/store/figures/figures-record.ts";
import { loadFigures } from "../../../services/store/figures/load-figures.ts";
import { rollUpAttempts } from "../../../services/store/figures/roll-up-attempts.ts";
import { type AttemptMade, byHand, made, onTimeMs, writeAttempts } from "../fixtures/attempts-made.ts";
import { emptyTables } from "../fixtures/empty-tables.ts";
import { aSchedule, madeAt, newOwner, write } from "../fixtures/rows.ts";
import { openStoreUnderTest, type StoreUnderTest } from "../fixtures/store-under-test.ts";

const holder = randomBytes(16);
/** Start of a minute and an hour. */
const start = Math.ceil(madeAt / hourMs) * hourMs;
let store: StoreUnderTest;
beforeAll(async () => {
  store = await openStoreUnderTest();
});
beforeEach(() => emptyTables(store));
afterAll(() => store.close());

const rollUp = (now: number, who = holder, leaseMs = 30_000) =>
  rollUpAttempts(store.dispatcher, { holder: who, now, leaseMs }, onTimeMs);

async function rollUpAll(now: number): Promise<void> {
  while ((await rollUp(now))?.behind) {}
}

async function rolled(owner: Owner, from = 0, before = Number.MAX_SAFE_INTEGER): Promise<FiguresRecord[]> {
  return loadFigures(store.dispatcher, owner, from, before);
}

const everybody = (mode: Owner["mode"]): Owner => ({ projectId: everyProject, mode });

describe("figures", () => {
  it("are what the attempts come to, minute by minute, whenever they were rolled up", async () => {
    const owners = [newOwner(), newOwner(), newOwner("live")];
    const attempts: AttemptMade[] = [];
    for (let at = start; at < start + 25 * minuteMs; at += minuteMs / 2) {
      const batch = Array.from({ length: 8 }, () =>
        made(owners[randomInt(3)] ?? newOwner(), at + randomInt(minuteMs / 2), {
          outcome: (["succeeded", "retry", "failed"] as const)[randomInt(3)] ?? "retry",
          offsetMs: randomInt(-5, 1_000),
          number: randomInt(1, 3),
          ordinal: randomInt(-1, 2),
        }),
      );
      await writeAttempts(store.dispatcher, batch);
      attempts.push(...batch);
      if (randomInt(3) === 0) await rollUp(at + minuteMs / 2);
    }
    await rollUpAll(start + 26 * minuteMs);
    for (const owner of owners) {
      for (let at = start; at < start + 25 * minuteMs; at += minuteMs) {
        const mine = attempts.filter(
          (attempt) =>
            attempt.owner === owner && attempt.settledAt >= at && attempt.settledAt < at + minuteMs,
        );
        expect(sumFigures(await rolled(owner, at, at + minuteMs))).toEqual(byHand(mine));
      }
    }
    for (const mode of ["test", "live"] as const) {
      const all = attempts.filter(({ owner }) => owner.mode === mode);
      expect(sumFigures(await rolled(everybody(mode)))).toEqual(byHand(all));
    }
  });

  it("count an attempt that began long ago when it is settled", async () => {
    const owner = newOwner();
    await rollUpAll(start + minuteMs);
    await writeAttempts(store.dispatcher, [made(owner, start + minuteMs + 1)]);
    await rollUp(start + minuteMs + 5_000);
    expect(await rolled(owner)).toMatchObject([{ startsAt: start + minuteMs, succeeded: 1 }]);
  });

  it("count what was committed minutes after it was settled", async () => {
    const owner = newOwner();
    const time = start + 10 * minuteMs;
    await writeAttempts(store.dispatcher, [made(owner, time)]);
    for (let at = time; at <= time + 3 * minuteMs; at += minuteMs) await rollUp(at);
    await writeAttempts(store.dispatcher, [made(owner, time + 1)]);
    await rollUp(time + 3 * minuteMs + 10_000);
    expect(sumFigures(await rolled(owner)).succeeded).toBe(1);
    for (let at = time + 4 * minuteMs; at <= time + 8 * minuteMs; at += minuteMs) await rollUp(at);
    expect(sumFigures(await rolled(owner)).succeeded).toBe(2);
  });

  it("catch up after nobody rolled for days, in steps, over the gaps", async () => {
    const owner = newOwner();
    const attempts = [0, 5, 26 * 60, 50 * 60].map((minutes) => made(owner, start + minutes * minuteMs));
    await writeAttempts(store.dispatcher, attempts);
    const now = start + 51 * hourMs;
    let passes = 1;
    while ((await rollUp(now))?.behind) passes++;
    expect(passes).toBeLessThanOrEqual(4);
    expect((await rolled(owner)).map(({ startsAt }) => startsAt)).toEqual(
      attempts.map(({ settledAt }) => settledAt),
    );
  });

  it("count schedules by the minute in which they were made", async () => {
    const owner = newOwner();
    await write(store.scheduler, aSchedule(owner, [madeAt]), aSchedule(owner, [madeAt]));
    await rollUpAll(madeAt + minuteMs);
    const [minute] = await rolled(owner);
    expect(minute).toMatchObject({ startsAt: Math.floor(madeAt / minuteMs) * minuteMs, schedulesCreated: 2 });
  });
});

describe("two rollers", () => {
  it("count every attempt once", async () => {
    const owner = newOwner();
    const others = [randomBytes(16), randomBytes(16)];
    for (let at = start; at < start + 10 * minuteMs; at += 20_000) {
      await writeAttempts(store.dispatcher, [made(owner, at), made(owner, at + 1)]);
      // Without a lease, so that they run at the same time.
      await Promise.all([...others, ...others].map((who) => rollUp(at + 10_000, who, 0)));
    }
    await rollUpAll(start + 20 * minuteMs);
    expect(sumFigures(await rolled(owner)).succeeded).toBe(60);
  });

  it("leave it to the one that has the lease, until that runs out", async () => {
    expect(await rollUp(start)).not.toBeNull();
    expect(await rollUp(start + 29_000, randomBytes(16))).toBeNull();
    expect(await rollUp(start + 29_000)).not.toBeNull();
    expect(await rollUp(start + 58_000, randomBytes(16))).toBeNull();
    expect(await rollUp(start + 60_000, randomBytes(16))).not.toBeNull();
    expect(await rollUp(start + 60_000)).toBeNull();
  });

  it("do not wait for one another", async () => {
    const held = await store.holdLocks("SELECT 1 FROM roll_ups FOR UPDATE");
    expect(await rollUp(start)).toBeNull();
    await held.commit();
  });
});
