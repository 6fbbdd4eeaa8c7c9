import { afterAll, beforeAll, expect, it } from "vitest";
import { prefixedId } from "../../services/runtime/ulid.ts";
import { createTestDatabase, type TestDatabase } from "../database/create-test-database.ts";
import { type Receiver, startReceiver } from "../receiver/receiver.ts";
import { answer } from "../receiver/script.ts";
import { type Constellation, startConstellation } from "./fixtures/constellation.ts";
import { instant, type RaceTrack, race, raceTrack } from "./fixtures/race.ts";
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

/** Changes after which no delivery of the old plan may start, by name. */
const changes = {
  cancel: (id) => track.cancel(id),
  pause: (id) => track.pause(id),
  "a new fire_at": (id) => track.update(id, { fireAt: instant(Date.now() + 3_600_000) }, "fire_at"),
  "a new endpoint": (id) => track.update(id, { endpoint: `${receiver.url}/elsewhere` }, "endpoint"),
  "the cancel of its delivery": (_id, deliveryId) =>
    running.dispatchers[0]?.client.calls.cancelDelivery({
      caller: running.caller,
      id: deliveryId,
      ifVersion: undefined,
    }),
} satisfies Record<string, (id: string, deliveryId: string) => Promise<unknown> | undefined>;

const tooLate = new Set(["schedule_not_editable", "delivery_settled"]);

async function deliveryIds(scheduleIds: readonly string[]): Promise<string[]> {
  const rows = await running.query("SELECT id, schedule_id FROM deliveries");
  const byPlan = new Map(rows.map((row) => [prefixedId("sch", row.schedule_id), prefixedId("dlv", row.id)]));
  return scheduleIds.map((id) => byPlan.get(id) ?? "");
}

it(`a change that was answered is final, whenever it comes (FAULT_SEED=${seed})`, {
  timeout: 40_000,
}, async () => {
  receiver.on("*", ({ url }) => answer(url.endsWith("retried") ? 500 : 200, { delayMs: between(0, 40) }));
  const names = Object.entries(changes);
  const startAt = Date.now() + 2_000;
  const planned = Array.from({ length: 400 }, (_, number) => {
    const retried = number % 3 === 0;
    const [name, change] = names[number % names.length] ?? ["cancel", changes.cancel];
    return {
      path: `/${number}${retried ? "-retried" : ""}`,
      dueAt: Math.round(startAt + between(0, 3_000)),
      // Within some dozen milliseconds before the begin; for retries, around these too.
      offsetMs: retried ? between(-60, 400) : between(-250, 15),
      name,
      change,
    };
  });
  const retryPolicy = { maxAttempts: 5, strategy: "list", delays: ["60ms"], rules: [] };
  const ids = await running.create(
    planned.map(({ path, dueAt }) => ({
      endpoint: `${receiver.url}${path}`,
      fireAt: instant(dueAt),
      retryPolicy,
    })),
  );
  const deliveries = await deliveryIds(ids);
  const raced = await Promise.all(
    planned.map(({ path, dueAt, offsetMs, change }, index) =>
      race(path, dueAt + offsetMs, () => change(ids[index] ?? "", deliveries[index] ?? "")),
    ),
  );
  await track.untilLater();

  const done = raced.filter(({ refusal }) => refusal === null);
  const inFlight = raced.filter(({ refusal }) => refusal === "delivery_in_flight");
  const settled = raced.filter(({ refusal }) => refusal !== null && tooLate.has(refusal));
  // Any other error comes from a store that a busy machine kept waiting; such an answer promises nothing.
  expect(done.length + inFlight.length + settled.length).toBeGreaterThan(raced.length / 2);
  process.stderr.write(
    `${done.length} changes done, ${inFlight.length} in flight, ${settled.length} too late\n`,
  );
  expect(track.startedAfterAnswer(done)).toEqual([]);
  for (const { path } of [...inFlight, ...settled]) expect(track.arrivals(path).length).toBeGreaterThan(0);
  // If all races ended the same way, nothing was raced.
  expect(done.length).toBeGreaterThan(20);
  expect(inFlight.length).toBeGreaterThan(10);
});
