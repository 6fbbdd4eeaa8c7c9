import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../database/create-test-database.ts";
import { type Receiver, startReceiver } from "../receiver/receiver.ts";
import { answer } from "../receiver/script.ts";
import { type Constellation, startConstellation } from "./fixtures/constellation.ts";
import { instant, type Raced, type RaceTrack, race, raceTrack } from "./fixtures/race.ts";
import { seeded } from "./fixtures/seeded.ts";

let database: TestDatabase;
let receiver: Receiver;
let running: Constellation;
let track: RaceTrack;
beforeAll(async () => {
  receiver = await startReceiver();
  database = await createTestDatabase();
  running = await startConstellation(database, { schedulers: 1, dispatchers: 2 });
  track = raceTrack(running, receiver);
}, 60_000);
afterAll(async () => {
  await running[Symbol.asyncDispose]();
  await receiver.close();
  await database.drop();
});

const seed = Number(process.env.FAULT_SEED ?? 20_261_123);
const random = seeded(seed);
const between = (least: number, most: number) => least + random() * (most - least);

it(`a recurring schedule that was canceled or paused sends nothing more (FAULT_SEED=${seed})`, {
  timeout: 40_000,
}, async () => {
  receiver.on("*", () => answer(200, { delayMs: between(0, 40) }));
  const startAt = Date.now() + 2_000;
  const planned = Array.from({ length: 40 }, (_, number) => ({
    path: `/every-${number}`,
    startsAt: Math.round(startAt + between(0, 1_000)),
    change: number % 2 === 0 ? track.cancel : track.pause,
  }));
  const ids = await running.create(
    planned.map(({ path, startsAt }) => ({
      endpoint: `${receiver.url}${path}`,
      every: "1s",
      startsAt: instant(startsAt),
    })),
  );
  const raced = await Promise.all(
    planned.map(({ path, startsAt, change }, index) => {
      const occurrence = startsAt + 1_000 * Math.floor(between(1, 4));
      return race(path, occurrence + between(-60, 10), () => change(ids[index] ?? ""));
    }),
  );
  await track.untilLater();
  const done = raced.filter(({ refusal }) => refusal === null);
  expect(done.length).toBeGreaterThan(30);
  expect(track.startedAfterAnswer(done)).toEqual([]);
});

it("a recurring schedule whose request was changed sends nothing more of the old one", {
  timeout: 40_000,
}, async () => {
  receiver.on("*", () => answer(200, { delayMs: between(0, 40) }));
  const startAt = Date.now() + 2_000;
  const requestChanges: readonly { field: string; given: object; isOld: Raced["isOld"] }[] = [
    { field: "endpoint", given: { endpoint: `${receiver.url}/elsewhere` }, isOld: () => true },
    { field: "body", given: { body: Buffer.from("new") }, isOld: ({ body }) => body.toString() === "old" },
    { field: "method", given: { method: "PUT" }, isOld: ({ method }) => method === "POST" },
    {
      field: "headers",
      given: { headers: [{ name: "x-age", value: "new" }] },
      isOld: ({ headers }) => headers["x-age"] === "old",
    },
  ];
  const planned = requestChanges.flatMap((change) =>
    Array.from({ length: 20 }, (_, number) => ({
      ...change,
      url: `/new-${change.field}-${number}`,
      startsAt: Math.round(startAt + between(0, 1_000)),
    })),
  );
  const ids = await running.create(
    planned.map(({ url, startsAt }) => ({
      endpoint: `${receiver.url}${url}`,
      every: "1s",
      startsAt: instant(startsAt),
      body: Buffer.from("old"),
      headers: [{ name: "x-age", value: "old" }],
    })),
  );
  const raced = await Promise.all(
    planned.map(({ url, startsAt, field, given, isOld }, index) => {
      const occurrence = startsAt + 1_000 * Math.floor(between(1, 4));
      const change = () => track.update(ids[index] ?? "", given, field);
      return race(url, occurrence + between(-60, 10), change, isOld);
    }),
  );
  await track.untilLater();
  const done = raced.filter(({ refusal }) => refusal === null);
  expect(done.length).toBeGreaterThan(60);
  expect(track.startedAfterAnswer(done)).toEqual([]);
  // Occurrences of the new plan continue.
  expect(track.arrivals("/elsewhere").length).toBeGreaterThan(0);
  for (const { path, answeredAt, isOld } of done.filter((each) => !each.path.includes("endpoint"))) {
    const later = track.arrivals(path).filter(({ arrivedAt }) => arrivedAt > answeredAt);
    expect(later.some((request) => !isOld(request))).toBe(true);
  }
});
