import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { ServiceError } from "../../../services/runtime/errors.ts";
import { createTestDatabase } from "../../database/create-test-database.ts";
import { testCertificate } from "../../receiver/certificate.ts";
import { type Receiver, startReceiver } from "../../receiver/receiver.ts";
import { answer } from "../../receiver/script.ts";
import { type Constellation, startConstellation } from "../fixtures/constellation.ts";
import { fillPort } from "../fixtures/fill-port.ts";
import { openGate } from "../fixtures/gate.ts";
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

beforeAll(async () => {
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
  readonly answeredAt: number;
  /** Null: it was done. */
  readonly refusal: string | null;
}

async function plan(verb: Verb, way: string, startsAt: number): Promise<Race> {
  const path = `/${++paths}${paths % 3 === 0 ? "-fails" : ""}`;
  const base = ways[way]?.() ?? "";
  const url = `${base}${path}`;
  const { accounts, caller } = running;
  const fields = { ...noProfile, url, headers: [before.header], secret: before.secret };
  const profile = verb.ofProfile
    ? await accounts().client.calls.createEndpoint({ caller, fields, idempotencyKey: undefined })
    : null;
  const [id = ""] = await running.create([
    {
      ...(profile ? { endpointId: profile.id } : { endpoint: url, headers: [before.header] }),
      every: "1s",
      startsAt: instant(startsAt),
      body: before.body,
      retryPolicy: { maxAttempts: 3, strategy: "list", delays: ["200ms"], rules: [] },
    },
  ]);
  return { id, profileId: profile?.id ?? null, base, path, verb, way, startsAt };
}

/** Asks for the change around one of its occurrences, or while an attempt of it is being connected. */
async function run(race: Race): Promise<Outcome> {
  const occurrence = race.startsAt + 1_000 * Math.floor(between(1, 4));
  const offsetMs = race.way === "a fast way" ? between(-80, 300) : between(-80, 2_500);
  await delay(occurrence + offsetMs - Date.now());
  try {
    await race.verb.change(running, race);
    return { ...race, answeredAt: Date.now(), refusal: null };
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    return { ...race, answeredAt: Date.now(), refusal: String(error.code) };
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

function lateArrivals(outcome: Outcome): string[] {
  const { verb, way, path, answeredAt } = outcome;
  return arrivals(outcome)
    .filter((request) => verb.isOld(request, outcome) && request.arrivedAt > answeredAt)
    .map(({ arrivedAt }) => `${verb.name} over ${way} (${path}): ${arrivedAt - answeredAt} ms after its 200`);
}

async function wave(): Promise<readonly Outcome[]> {
  const startAt = Date.now() + 3_000 + 200 * width;
  const planned = await Promise.all(
    verbs.flatMap((verb) =>
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
    planned.map(({ id }) => schedulers[0]?.client.calls.cancelSchedule({ caller, id, ifVersion: undefined })),
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
  expect(done.flatMap(lateArrivals)).toEqual([]);
  // A race in which nothing ever ran is none.
  expect(done.length).toBeGreaterThan(outcomes.length / 2);
  for (const way of Object.keys(ways))
    expect(done.filter((each) => each.way === way && hasOld(each)).length, way).toBeGreaterThan(0);
});

function hasOld(outcome: Outcome): boolean {
  return arrivals(outcome).some((request) => outcome.verb.isOld(request, outcome));
}
