import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { ServiceError } from "../../../services/runtime/errors.ts";
import { parsePrefixedId } from "../../../services/runtime/ulid.ts";
import { createTestDatabase } from "../../database/create-test-database.ts";
import { testCertificate } from "../../receiver/certificate.ts";
import { type ReceivedRequest, type Receiver, startReceiver } from "../../receiver/receiver.ts";
import { answer } from "../../receiver/script.ts";
import { type Constellation, startConstellation } from "../fixtures/constellation.ts";
import { fillPort } from "../fixtures/fill-port.ts";
import { openGate } from "../fixtures/gate.ts";
import { type LoopLag, watchLoopLag } from "../fixtures/loop-lag.ts";
import { instant } from "../fixtures/race.ts";
import { seeded } from "../fixtures/seeded.ts";
import { before, noProfile, type Raced, type Verb, verbs } from "./verbs.ts";

/** What all of a wave meets: nothing, a store that answers late, processes that stand still. */
const weathers = ["calm", "slow store", "stopped processes"] as const;
type Weather = (typeof weathers)[number];

/**
 * Races every change against due times and retries, while name server, connect, handshake, begin and commit are slow
 * and processes are stopped and continued, by turns. `FAULT_RACES=200 FAULT_WIDTH=10 FAULT_SEED=1` races each pair of
 * change and way that often in each weather, ten at once.
 */
const seed = Number(process.env.FAULT_SEED ?? 20_261_130);
const races = Number(process.env.FAULT_RACES ?? 1);
const width = Number(process.env.FAULT_WIDTH ?? 1);
const waves = weathers.length * Math.ceil(races / width);
const random = seeded(seed);
const between = (least: number, most: number) => least + random() * (most - least);

let closing: (() => unknown)[] = [];
let running: Constellation;
let plain: Receiver;
let secure: Receiver;
let gatePort: number;
let weather: Weather = "calm";
let paths = 0;
let lag: LoopLag;

beforeAll(async () => {
  lag = watchLoopLag();
  closing.push(() => lag.stop());
  const database = await createTestDatabase();
  closing.push(() => database.drop());
  plain = await startReceiver();
  secure = await startReceiver({ tls: testCertificate });
  closing.push(
    () => plain.close(),
    () => secure.close(),
  );
  const gate = await openGate(secure.port, { newMs: () => between(1_000, 3_000) });
  gatePort = gate.port;
  const full = await fillPort(plain.port);
  const storeGate = await openGate(Number(new URL(database.url).port), {
    backMs: () => (weather === "slow store" && random() < 0.05 ? between(500, 3_000) : 0),
  });
  for (const each of [gate, full, storeGate]) closing.push(() => each[Symbol.asyncDispose]());
  const folder = mkdtempSync(join(tmpdir(), "landfall-finality-"));
  closing.push(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, "receiver.pem"), testCertificate.cert);
  running = await startConstellation(database, {
    schedulers: 1,
    dispatchers: 2,
    accounts: true,
    environment: {
      NODE_EXTRA_CA_CERTS: join(folder, "receiver.pem"),
      NODE_OPTIONS: `--import=${new URL("../fixtures/slow-names.ts", import.meta.url)}`,
    },
    judgesEnvironment: { NAMES_AT_ONCE: "1" },
    dispatcherUrl: (place, url) => {
      const through = new URL(url);
      if (place === 0) through.port = String(storeGate.port);
      return through.href;
    },
  });
  closing.push(() => running[Symbol.asyncDispose]());
}, 60_000);
afterAll(async () => {
  for (const close of closing.reverse()) await close();
  closing = [];
}, 30_000);

/** Between begin and first byte there is nothing slow, a name server, an address that is silent, or a handshake. */
const ways: Record<string, () => string> = {
  "a fast way": () => plain.url,
  "a slow name": () => `http://slow${Math.round(between(1_000, 3_000))}-${paths}.example:${plain.port}`,
  "a slow connect": () => `http://full-${paths}.example:${plain.port}`,
  "a slow handshake": () => `https://127.0.0.1:${gatePort}`,
};

interface Race extends Raced {
  readonly verb: Verb;
  readonly way: string;
  readonly startsAt: number;
}

interface Outcome extends Race {
  readonly askedAt: number;
  readonly answeredAt: number;
  /** Null: it was done. */
  readonly refusal: string | null;
}

/** What is no race is asked for again when a busy store keeps it waiting for too long. */
async function answered<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  for (let tries = 1; ; tries++) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof ServiceError) || error.kind !== "unavailable" || tries === 10) throw error;
    }
  }
}

async function plan(verb: Verb, way: string, startsAt: number): Promise<Race> {
  const path = `/${++paths}${paths % 3 === 0 ? "-fails" : ""}`;
  const base = ways[way]?.() ?? "";
  const url = `${base}${path}`;
  const { accounts, caller } = running;
  const fields = { ...noProfile, url, headers: [before.header], secret: before.secret };
  const profile = verb.ofProfile
    ? await answered(() =>
        accounts().client.calls.createEndpoint({ caller, fields, idempotencyKey: undefined }),
      )
    : null;
  const planned = {
    ...(profile ? { endpointId: profile.id } : { endpoint: url, headers: [before.header] }),
    every: "1s",
    startsAt: instant(startsAt),
    body: before.body,
    retryPolicy: { maxAttempts: 3, strategy: "list", delays: ["200ms"], rules: [] },
  };
  const [id = ""] = await answered(() => running.create([planned]));
  return { id, profileId: profile?.id ?? null, base, path, verb, way, startsAt };
}

/** Asks for the change around one of its occurrences, or while an attempt of it is being connected. */
async function run(race: Race): Promise<Outcome> {
  const occurrence = race.startsAt + 1_000 * Math.floor(between(1, 4));
  const offsetMs = race.way === "a fast way" ? between(-80, 300) : between(-80, 2_500);
  await delay(occurrence + offsetMs - Date.now());
  const askedAt = Date.now();
  try {
    await race.verb.change(running, race);
    return { ...race, askedAt, answeredAt: Date.now(), refusal: null };
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    return { ...race, askedAt, answeredAt: Date.now(), refusal: String(error.code) };
  }
}

/** While it blows, processes stand still for a while, one after the other. */
async function stopProcesses(signal: AbortSignal): Promise<void> {
  const all = [...running.dispatchers, ...running.schedulers, running.accounts()];
  while (!signal.aborted) {
    const process = all[Math.floor(between(0, all.length))];
    await process?.signal("SIGSTOP");
    await delay(between(200, 2_500));
    await process?.signal("SIGCONT");
    await delay(between(50, 400));
  }
}

const arrivals = ({ path }: Race) =>
  [...plain.requests, ...secure.requests].filter(({ url }) => url === path);

/**
 * Attempts that started after the answer: by what the dispatcher noted right before the first byte, or by when it came,
 * further after the answer than this process was behind.
 */
async function lateStarts(outcome: Outcome): Promise<string[]> {
  const { verb, way, path, answeredAt } = outcome;
  const suspects = arrivals(outcome).filter(
    (request) => verb.isOld(request, outcome) && request.arrivedAt > answeredAt,
  );
  const late = suspects.map(async ({ arrivedAt, headers }) => {
    const startedAt = await startOf(headers);
    const behindMs = 3 * lag.around(answeredAt, arrivedAt);
    if (startedAt <= answeredAt && arrivedAt - answeredAt <= behindMs) return [];
    if (process.env.FAULT_DEBUG) await debug(outcome);
    return [
      `${verb.name} over ${way} (${path}): started ${startedAt - answeredAt}, came ${arrivedAt - answeredAt} ms after its 200`,
    ];
  });
  return (await Promise.all(late)).flat();
}

async function debug(outcome: Outcome): Promise<void> {
  const at = (t: number) => t - outcome.answeredAt;
  const rows = await running.query(
    "SELECT HEX(a.delivery_id) d, a.number, a.started_at, a.outcome, a.error_code, a.duration_ms, d.version, d.fence FROM attempts a JOIN deliveries d ON d.id = a.delivery_id WHERE a.schedule_id = ? ORDER BY a.started_at",
    [parsePrefixedId("sch", outcome.id)],
  );
  process.stderr.write(
    `${outcome.verb.name} ${outcome.way} asked ${at(outcome.askedAt ?? 0)}\n${arrivals(outcome)
      .map(
        (r) =>
          `  came ${at(r.arrivedAt)} due ${at(Date.parse(String(r.headers["sched-scheduled-for"])))} attempt ${r.headers["sched-attempt"]} ${r.headers["sched-delivery-id"]} age ${r.headers["x-age"]}`,
      )
      .join(
        "\n",
      )}\n${rows.map((r) => `  row ${r.d} ${r.number} started ${at(r.started_at)} ${r.outcome} ${r.error_code} ${r.duration_ms} fence ${r.fence}`).join("\n")}\n`,
  );
}

/** When an attempt started, as it is recorded. */
async function startOf(headers: ReceivedRequest["headers"]): Promise<number> {
  const id = parsePrefixedId("dlv", String(headers["sched-delivery-id"]));
  const [row] = await running.query("SELECT started_at FROM attempts WHERE delivery_id = ? AND number = ?", [
    id,
    Number(headers["sched-attempt"]),
  ]);
  return row?.started_at ?? Number.POSITIVE_INFINITY;
}

async function wave(): Promise<readonly Outcome[]> {
  const startAt = Date.now() + 3_000 + 200 * width;
  const planned = await Promise.all(
    verbs
      .filter(({ name }) => !process.env.FAULT_VERB || name.includes(process.env.FAULT_VERB))
      .flatMap((verb) =>
        Object.keys(ways).flatMap((way) =>
          Array.from({ length: width }, () => plan(verb, way, Math.round(startAt + between(0, 1_000)))),
        ),
      ),
  );
  const calm = new AbortController();
  const stopping = weather === "stopped processes" ? stopProcesses(calm.signal) : null;
  const outcomes = await Promise.all(planned.map(run));
  calm.abort();
  await stopping;
  // Whatever was on its way has had the time of the slowest way and of a change.
  await delay(4_500);
  const { caller, schedulers } = running;
  await Promise.all(
    planned.map(({ id }) =>
      answered(async () => {
        await schedulers[0]?.client.calls.cancelSchedule({ caller, id, ifVersion: undefined });
      }),
    ),
  );
  return outcomes;
}

it(`what was answered 200 is final, whatever is slow or stopped (FAULT_SEED=${seed}, FAULT_RACES=${races})`, {
  timeout: 60_000 * waves,
}, async () => {
  const failsOrNot = ({ url }: { url: string }) =>
    answer(url.endsWith("-fails") ? 500 : 200, { headers: { connection: "close" } });
  for (const receiver of [plain, secure]) receiver.on("*", failsOrNot);
  const outcomes: Outcome[] = [];
  for (let round = 0; round < waves; round++) {
    weather = weathers[round % weathers.length] ?? "calm";
    outcomes.push(...(await wave()));
  }
  const done = outcomes.filter(({ refusal }) => refusal === null);
  const refusals = Map.groupBy(outcomes, ({ refusal }) => refusal);
  const counted = [...refusals].map(([refusal, of]) => `${of.length} ${refusal ?? "done"}`);
  process.stderr.write(
    `finality: ${counted.join(", ")}; ${done.filter(hasOld).length} of them against attempts\n`,
  );
  expect((await Promise.all(done.map(lateStarts))).flat()).toEqual([]);
  // A race in which nothing ever ran is none.
  expect(done.length).toBeGreaterThan(outcomes.length / 2);
  for (const way of Object.keys(ways))
    expect(done.filter((each) => each.way === way && hasOld(each)).length, way).toBeGreaterThan(0);
});

function hasOld(outcome: Outcome): boolean {
  return arrivals(outcome).some((request) => outcome.verb.isOld(request, outcome));
}
