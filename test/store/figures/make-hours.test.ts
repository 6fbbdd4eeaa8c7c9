import { randomBytes } from "node:crypto";
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
import { makeHours } from "../../../services/store/figures/make-hours.ts";
import { rollUpAttempts } from "../../../services/store/figures/roll-up-attempts.ts";
import { byHand, made, onTimeMs, writeAttempts } from "../fixtures/attempts-made.ts";
import { emptyTables } from "../fixtures/empty-tables.ts";
import { madeAt, newOwner } from "../fixtures/rows.ts";
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
    // The last minutes of the second hour have to be counted again.
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
