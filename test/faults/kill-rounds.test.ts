import { setTimeout as delay } from "node:timers/promises";
import { expect, it } from "vitest";
import { ServiceError } from "../../services/runtime/errors.ts";
import { prefixedId } from "../../services/runtime/ulid.ts";
import { startReceiver } from "../receiver/receiver.ts";
import { answer } from "../receiver/script.ts";
import { type Constellation, startConstellation } from "./fixtures/constellation.ts";
import { startDurableDatabase } from "./fixtures/durable-database.ts";
import { seeded } from "./fixtures/seeded.ts";

const seed = Number(process.env.FAULT_SEED ?? 20_261_123);
const random = seeded(seed);
const rounds = 6;
const recurringRuns = 12;
/** A settlement may wait this long for a killed store. */
const nearKillMs = 5_000;

/** Creates schedules in batches and keeps the ids of answered ones. */
async function load(running: Constellation, url: string, until: () => boolean): Promise<Set<string>> {
  const answered = new Set<string>();
  while (!until()) {
    const batch = Array.from({ length: 5 }, () => ({
      endpoint: `${url}/one-shot`,
      delay: `${1_000 + Math.floor(random() * 6_000)}ms`,
      retryPolicy: { strategy: "fixed", base: "1s", delays: [], rules: [] },
    }));
    try {
      for (const id of await running.create(batch)) answered.add(id);
    } catch (error) {
      // There was no answer, so nothing was promised.
      if (!(error instanceof ServiceError)) throw error;
    }
    await delay(300);
  }
  return answered;
}

it(`what was answered settles, whatever is killed on the way (FAULT_SEED=${seed})`, {
  timeout: 120_000,
}, async () => {
  await using receiver = await startReceiver();
  const taken = new Map<string, number>();
  /** When duplicates that arrived after a 200 had first arrived. */
  const twice: number[] = [];
  receiver.on("*", ({ headers }) => {
    const id = String(headers["sched-delivery-id"]);
    const takenAt = taken.get(id);
    if (takenAt !== undefined) twice.push(takenAt);
    if (random() < 0.05) return answer(503, { delayMs: random() * 60 });
    taken.set(id, Date.now());
    return answer(200, { delayMs: random() * 60 });
  });
  await using database = await startDurableDatabase();
  await using running = await startConstellation(database, { schedulers: 1, dispatchers: 2 });
  const recurring = await running.create(
    Array.from({ length: 5 }, () => ({
      endpoint: `${receiver.url}/recurring`,
      every: "1s",
      maxRuns: recurringRuns,
      misfire: { policy: "all", grace: "10m", max: undefined },
    })),
  );
  let over = false;
  const loading = load(running, receiver.url, () => over);
  const processes = [...running.schedulers, ...running.dispatchers];
  const killedAt: number[] = [];
  for (let round = 0; round < rounds; round++) {
    await delay(300 + random() * 1_200);
    killedAt.push(Date.now());
    if (round === 2) {
      database.kill();
      continue;
    }
    const victim = processes[Math.floor(random() * processes.length)];
    await victim?.signal("SIGKILL");
    await victim?.start();
  }
  over = true;
  const answered = new Set([...(await loading), ...recurring]);

  const open = async () => {
    const [row] = await running.query(
      "SELECT COUNT(*) AS open FROM deliveries WHERE state IN ('scheduled', 'dispatching', 'retrying')",
    );
    return Number(row?.open);
  };
  await expect.poll(open, { timeout: 60_000, interval: 250 }).toBe(0);

  const schedules = await running.query("SELECT id, state, kind, run_count FROM schedules");
  const states = new Map(schedules.map(({ id, state }) => [prefixedId("sch", id), String(state)]));
  expect([...answered].filter((id) => states.get(id) !== "completed")).toEqual([]);
  // Each occurrence has exactly one row.
  const planned = await running.query(
    `SELECT s.id, s.kind, COUNT(d.id) AS rows_of_it, COUNT(DISTINCT d.scheduled_for) AS instants
     FROM schedules s LEFT JOIN deliveries d ON d.schedule_id = s.id GROUP BY s.id, s.kind`,
  );
  const wanted = (kind: string) => (kind === "one_shot" ? 1 : recurringRuns);
  expect(
    planned.filter((row) => row.rows_of_it !== wanted(row.kind) || row.instants !== row.rows_of_it),
  ).toEqual([]);
  const ends = await running.query("SELECT state, COUNT(*) AS n FROM deliveries GROUP BY state");
  expect(ends.map(({ state }) => state)).toEqual(["succeeded"]);
  // Every delivery that is called succeeded reached the receiver.
  const seen = Map.groupBy(receiver.requests, ({ headers }) => String(headers["sched-delivery-id"]));
  const rows = await running.query("SELECT id, attempt_count FROM deliveries");
  expect(rows.filter(({ id }) => !seen.has(prefixedId("dlv", id)))).toEqual([]);

  for (const requests of seen.values()) {
    expect(new Set(requests.map(({ headers }) => headers["idempotency-key"])).size).toBe(1);
  }
  process.stderr.write(
    `${answered.size} schedules, ${rows.length} deliveries, ${killedAt.length} kills, ${twice.length} arrived again after a 200\n`,
  );
  // Each duplicate was on the wire or not yet settled at a kill.
  const isNearKill = (at: number) => killedAt.some((killed) => Math.abs(killed - at) < nearKillMs);
  expect(twice.filter((at) => !isNearKill(at))).toEqual([]);
});
