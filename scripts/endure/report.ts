import { brokenPromises } from "./broken-promises.ts";
import type { Kill } from "./judge.ts";
import type { Endured } from "./run-endurance.ts";

/** Describes the run, and says at the end whether the promise was kept. */
export function report(endured: Endured): string[] {
  const { settings, kills, emitted, ledgers, verdict, settledAfterMs } = endured;
  const { whole } = ledgers;
  const { settled } = whole;
  const broken = brokenPromises(endured);
  const { schedules, seconds, killEverySeconds, schedulers, dispatchers, seed } = settings;
  return [
    `Endurance: ${count(schedules)} schedules, each every second for ${seconds} s, seed ${seed}`,
    `  processes   ${schedulers} schedulers, ${dispatchers} dispatchers; one killed every ${killEverySeconds} s`,
    `  kills       ${kills.length}: ${perProcess(kills)}`,
    `  planned     ${count(whole.planned)} occurrences, ${count(emitted)} of them by emitters`,
    `  settled     ${count(settled?.succeeded ?? 0)} succeeded, ${count(settled?.canceled ?? 0)} canceled ahead of their time, ` +
      `${count((settled?.deadLettered ?? 0) + (settled?.expired ?? 0) + (settled?.skipped ?? 0))} otherwise; ${whole.open} open`,
    `  holes       ${whole.holes}`,
    `  arrived     ${count(verdict.arrived)} deliveries; ${verdict.missing.length} called succeeded did not`,
    `  twice       ${verdict.repeated}, all but ${verdict.unexplained.length} in flight at a kill, ` +
      `at most ${count(verdict.longestBeforeKillMs)} ms before it`,
    `  late        p50 ${count(verdict.lateness.p50)} ms, p99 ${count(verdict.lateness.p99)} ms, at most ${count(verdict.lateness.max)} ms`,
    `  all settled ${settledAfterMs === null ? "never" : `${count(settledAfterMs)} ms after the last planned moment`}`,
    ...broken.map((line) => `BROKEN: ${line}`),
    ...(broken.length === 0 ? ["Every promise was kept."] : []),
  ];
}

function perProcess(kills: readonly Kill[]): string {
  const groups = Map.groupBy(kills, ({ process }) => process);
  return [...groups]
    .toSorted(([one], [other]) => one.localeCompare(other))
    .map(([name, all]) => `${name} ${all.length}`)
    .join(", ");
}

function count(value: number): string {
  return value.toLocaleString("en-US");
}
