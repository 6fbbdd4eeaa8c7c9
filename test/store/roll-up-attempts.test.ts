import { randomBytes, randomInt } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  everyProject,
  type FigureSums,
  type FiguresRecord,
  hourMs,
  minuteMs,
  sumFigures,
} from "../../services/store/figures/figures-record.ts";
import { loadFigures } from "../../services/store/figures/load-figures.ts";
import { makeHours } from "../../services/store/figures/make-hours.ts";
import { offsetBounds } from "../../services/store/figures/offset-histogram.ts";
import { rollUpAttempts } from "../../services/store/figures/roll-up-attempts.ts";
import type { Owner } from "../../services/store/mode.ts";
import { type AttemptMade, writeAttempts } from "./fixtures/attempts-made.ts";
import { aSchedule, madeAt, newOwner, write } from "./fixtures/rows.ts";
import { openStoreUnderTest, type StoreUnderTest } from "./fixtures/store-under-test.ts";

const holder = randomBytes(16);
const onTimeMs = 300;
/** A whole minute, and hour. */
const start = Math.ceil(madeAt / hourMs) * hourMs;
let store: StoreUnderTest;
beforeAll(async () => {
  store = await openStoreUnderTest();
});
beforeEach(async () => {
  await store.query("DELETE FROM attempts");
  await store.query("DELETE FROM figures");
  await store.query("DELETE FROM schedules");
  await store.query(
    "UPDATE roll_ups SET holder = NULL, lease_expires_at = 0, rolled_through = 0, checked_through = 0, hours_through = 0",
  );
});
afterAll(() => store.close());

const rollUp = (now: number, who = holder, leaseMs = 30_000) =>
  rollUpAttempts(store.dispatcher, { holder: who, now, leaseMs }, onTimeMs);

async function rollUpAll(now: number): Promise<void> {
  while ((await rollUp(now))?.behind) {}
}

function made(owner: Owner, settledAt: number, changes: Partial<AttemptMade> = {}): AttemptMade {
  return { owner, settledAt, outcome: "succeeded", offsetMs: 4, number: 1, ordinal: 0, ...changes };
}

/** What the attempts come to, counted one by one. */
function byHand(attempts: readonly AttemptMade[]): FigureSums {
  return sumFigures(
    attempts.map((attempt) => {
      const counts = attempt.number === 1 && attempt.ordinal >= 0;
      const bucket = offsetBounds.filter((bound) => bound <= attempt.offsetMs).length;
      return {
        ...sumFigures([]),
        [attempt.outcome]: 1,
        firstAttempts: counts ? 1 : 0,
        onTime: counts && attempt.offsetMs <= onTimeMs ? 1 : 0,
        offsetMin: counts ? attempt.offsetMs : null,
        offsetMax: counts ? attempt.offsetMs : null,
        offsets: counts ? new Map([[bucket, 1]]) : new Map(),
      };
    }),
  );
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
      // Without a lease, so that they meet.
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

describe("hours", () => {
  const make = (now: number) => makeHours(store.dispatcher, { holder, now, leaseMs: 30_000 });
  const spans = (figures: readonly FiguresRecord[]) =>
    [minuteMs, hourMs].map((span) => figures.filter(({ spanMs }) => spanMs === span).length);

  it("are made of their minutes once these are counted for good, and stand for them", async () => {
    const owner = newOwner();
    const attempts = Array.from({ length: 150 }, (_, index) =>
      made(owner, start + index * minuteMs, {
        offsetMs: index * 10,
        outcome: index % 4 ? "succeeded" : "failed",
      }),
    );
    await writeAttempts(store.dispatcher, attempts);
    const now = start + 2 * hourMs + 3 * minuteMs;
    await rollUpAll(now);
    while (await make(now)) {}
    // The second hour's last minutes are to be counted once more.
    expect(spans(await rolled(owner))).toEqual([64, 1]);
    await rollUpAll(start + 150 * minuteMs);
    while (await make(start + 150 * minuteMs)) {}
    const figures = await rolled(owner);
    expect(spans(figures)).toEqual([30, 2]);
    expect(figures[0]).toMatchObject({ startsAt: start, ...byHand(attempts.slice(0, 60)) });
    expect(sumFigures(figures)).toEqual(byHand(attempts));
    expect(sumFigures(await rolled(everybody("test")))).toEqual(byHand(attempts));
    for (const [from, to] of [
      [3, 7],
      [10, 135],
      [60, 120],
      [0, 61],
      [119, 149],
    ] as const) {
      const part = await rolled(owner, start + from * minuteMs, start + to * minuteMs);
      expect(sumFigures(part)).toEqual(byHand(attempts.slice(from, to)));
    }
  });

  it("outlive their minutes, which go after two days, and go after 400 themselves", async () => {
    const owner = newOwner();
    await writeAttempts(store.dispatcher, [made(owner, start)]);
    const count = async () =>
      (await store.query("SELECT COUNT(*) AS count FROM figures WHERE project_id = ?", [owner.projectId]))[0]
        ?.count;
    for (const [hours, rows] of [
      [2, 2],
      [50, 1],
      [401 * 24, 0],
    ] as const) {
      await rollUpAll(start + hours * hourMs);
      while (await make(start + hours * hourMs)) {}
      expect(await count()).toBe(rows);
    }
  });
});
