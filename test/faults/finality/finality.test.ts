import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { seeded } from "../fixtures/seeded.ts";
import { type Judged, lateStarts } from "./late-starts.ts";
import { oneShotVerbs } from "./one-shot-verbs.ts";
import { profileVerbs } from "./profile-verbs.ts";
import { projectVerbs } from "./project-verbs.ts";
import { type Outcome, planRaces, race } from "./races.ts";
import { scheduleVerbs } from "./schedule-verbs.ts";
import { type Setting, startSetting, type Weather, ways, weathers } from "./setting.ts";

/**
 * Races every change against due times and retries, while name server, connect, handshake, begin and commit are slow
 * and processes are stopped and continued in turn. `FAULT_RACES=200 FAULT_SEED=1` runs each pair of a change and a
 * delay, and each pair of a change and a condition, that often, `FAULT_WIDTH` at a time. `FAULT_VERB` selects changes
 * by a part of their names.
 */
const seed = Number(process.env.FAULT_SEED ?? 20_261_130);
const races = Number(process.env.FAULT_RACES ?? 1);
const width = Number(process.env.FAULT_WIDTH ?? 500);
const verbs = [...scheduleVerbs, ...oneShotVerbs, ...profileVerbs, ...projectVerbs].filter(({ name }) =>
  name.includes(process.env.FAULT_VERB ?? ""),
);
const uniform = (random: () => number) => (least: number, most: number) => least + random() * (most - least);
const entries = planRaces(verbs, races, uniform(seeded(seed)));
/**
 * Random numbers whose order depends on timing are drawn from a generator of their own, so that the races stay
 * reproducible.
 */
const between = uniform(seeded(seed + 1));

let setting: Setting;
beforeAll(async () => {
  setting = await startSetting(between);
}, 60_000);
afterAll(() => setting[Symbol.asyncDispose](), 30_000);

/** Stops processes for a while, one after the other, until it is ended. */
async function stopProcesses(signal: AbortSignal): Promise<void> {
  const { dispatchers, schedulers, accounts } = setting.running;
  const all = [...dispatchers, ...schedulers, accounts()];
  while (!signal.aborted) {
    const process = all[Math.floor(between(0, all.length))];
    await process?.signal("SIGSTOP");
    await delay(between(200, 2_500));
    await process?.signal("SIGCONT");
    await delay(between(50, 400));
  }
}

async function raceAll(weather: Weather): Promise<Outcome[]> {
  const calm = new AbortController();
  setting.turn(weather);
  const stopping = weather === "stopped processes" ? stopProcesses(calm.signal) : null;
  const left = entries.filter((entry) => entry.weather === weather).values();
  const outcomes: Outcome[] = [];
  const lanes = Array.from({ length: width }, async (_, place) => {
    // Not all at once.
    await delay(10 * place);
    for (const entry of left) outcomes.push(await race(setting, entry));
  });
  await Promise.all(lanes);
  calm.abort();
  await stopping;
  return outcomes;
}

it(`what was answered 200 is final, whatever is slow or stopped (FAULT_SEED=${seed}, FAULT_RACES=${races})`, {
  timeout: 180_000 + races * 30_000,
}, async () => {
  const outcomes: Outcome[] = [];
  const judged: Judged[] = [];
  const late: string[] = [];
  for (const weather of weathers) {
    const raced = await raceAll(weather);
    const done = judge(raced);
    outcomes.push(...raced);
    judged.push(...done);
    late.push(...(await lateStarts(setting.running, done)));
    tellWeather(weather, raced, late);
  }
  tell(outcomes, judged);
  expect(late).toEqual([]);
  // A race in which no attempt ever started proves nothing.
  expect(judged.length).toBeGreaterThan(outcomes.length / 2);
  for (const way of ways)
    expect(judged.filter((each) => each.way === way && each.old.length > 0).length, way).toBeGreaterThan(0);
});

/** The races whose change was accepted, with the requests that it should have prevented. */
function judge(outcomes: readonly Outcome[]): Judged[] {
  const arrivals = Map.groupBy(setting.requests(), ({ url }) => url);
  return outcomes
    .filter(({ refusal }) => refusal === null)
    .map((each) => {
      const came = arrivals.get(each.raced.path) ?? [];
      return { ...each, old: came.filter((request) => each.verb.isOld(request, each.raced)) };
    });
}

/** A long run reports its progress. */
function tellWeather(weather: Weather, outcomes: readonly Outcome[], late: readonly string[]): void {
  const refusals = Map.groupBy(outcomes, ({ refusal }) => refusal ?? "done");
  const counted = [...refusals].map(([refusal, of]) => `${of.length} ${refusal}`).join(", ");
  process.stderr.write(
    `finality, ${weather}: ${outcomes.length} races, ${counted}; ${late.length} late so far\n`,
  );
}

/** Reports the races, since chance decides how often there was anything to prevent. */
function tell(outcomes: readonly Outcome[], judged: readonly Judged[]): void {
  const lines = verbs.map((verb) => {
    const all = outcomes.filter((each) => each.verb === verb);
    const done = judged.filter((each) => each.verb === verb);
    const least = [...ways, ...weathers].map((of) =>
      all.filter(({ way, weather }) => way === of || weather === of),
    );
    const pairs = Math.min(...least.map(({ length }) => length));
    const against = done.filter(({ old }) => old.length > 0).length;
    return `${verb.name}: ${all.length} races, ${pairs} of a pair, ${done.length} done, ${against} against attempts`;
  });
  process.stderr.write(`finality, ${outcomes.length} races\n${lines.join("\n")}\n`);
}
