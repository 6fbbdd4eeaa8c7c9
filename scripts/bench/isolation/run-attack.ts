import { CommandFailure } from "../../start/failure.ts";
import type { BenchRun } from "../bench-run.ts";
import { idleMs } from "../cost/idle-time.ts";
import { seconds } from "../options.ts";
import type { Receiver } from "../receiver/start-receiver.ts";
import type { Row } from "../report/outcome.ts";
import type { Attack, Scene, Victim } from "./attack.ts";
import type { AttackName } from "./attack-names.ts";
import { startOwnNames } from "./own-names.ts";
import { setUp } from "./set-up.ts";
import { meetsTarget, type Suffered } from "./suffered.ts";
import { timesFrom } from "./times.ts";
import { startVictimCalls } from "./victim-calls.ts";
import { countFailed, createVictimDeliveries, victimPath } from "./victim-deliveries.ts";
import { warmUp } from "./warm-up.ts";

/** Seconds of each of the two compared spans. */
const usualSeconds = 5;

/**
 * Runs one attack on a new Landfall: first the victim alone, then with the attack.
 *
 * @throws CommandFailure when it cannot run here, or was not ready in time
 */
export async function runAttack(
  run: BenchRun,
  receiver: Receiver,
  name: AttackName,
  attack: Attack,
): Promise<Row[]> {
  await using stack = new AsyncDisposableStack();
  const names = attack.ownNames ? await startOwnNames(run) : null;
  if (attack.ownNames && names === null) {
    throw new CommandFailure("skipped: a name server of its own takes root and a mount namespace");
  }
  stack.use(names);
  const { steps } = run;
  const setting = await steps.run(`${name}: Landfall starts`, () => setUp(run, receiver, names, stack));
  await steps.run(`${name}: warm-up`, () => Promise.all([warmUp(setting), attack.furnish?.(setting)]));
  const beforeAt = Date.now() + attack.prepareMs;
  const times = timesFrom(beforeAt, seconds(run.options, usualSeconds), attack.leadMs);
  const scene: Scene = { ...setting, times };
  const { ready, deliveries, calls } = await steps.run(`${name}: made ready`, () => makeReady(scene, attack));
  const lateMs = Date.now() - beforeAt;
  if (lateMs > 0) throw new CommandFailure(`was not ready in time, by ${lateMs} ms`);
  const idleCores = await steps.run(`${name}: before and during`, () => untilOver(scene));
  const did = await ready.did();
  const rows = [rowOf(name, "deliveries", await deliveries(), "", did)];
  for (const { what, statuses, ...each } of await calls()) rows.push(rowOf(name, what, each, statuses, did));
  if (attack.ownOnTrial) rows.push(await ownRow(scene, name, did));
  return rows.map((row) => ({ ...row, "cores idle": idleCores }));
}

/** Waits for the end; returns the average number of idle cores during the attack. */
async function untilOver({ run, times }: Scene): Promise<number> {
  await run.until(times.attackAt);
  const before = { idle: idleMs(), at: Date.now() };
  await run.until(times.endsAt);
  return (idleMs() - before.idle) / (Date.now() - before.at);
}

async function makeReady(scene: Scene, attack: Attack) {
  const ready = await attack.prepare(scene);
  const deliveries = await createVictimDeliveries(scene, ready.victim ?? usualVictim(scene));
  const calls = attack.onApi ? startVictimCalls(scene, attack) : async () => [];
  return { ready, deliveries, calls };
}

function usualVictim({ receiver, victim }: Scene): Victim {
  const destination = () => new URL(victimPath, receiver.url).href;
  return { destination, fields: {}, condition: victim.condition };
}

function rowOf(attack: string, victim: string, of: Suffered, answers: string, attacker: string): Row {
  return {
    attack,
    victim,
    "p50 ms before": of.before?.p50 ?? null,
    "p99 before": of.before?.p99 ?? null,
    "max before": of.before?.max ?? null,
    "p50 during": of.during?.p50 ?? null,
    "p99 during": of.during?.p99 ?? null,
    "max during": of.during?.max ?? null,
    failed: of.failed,
    "over 250 ms": of.late,
    ok: meetsTarget(of) ? "yes" : "NO",
    "cores idle": null,
    answers,
    attacker,
  };
}

/** Checks that none of the attacker's deliveries failed or was retried. */
async function ownRow(scene: Scene, attack: string, attacker: string): Promise<Row> {
  const failed = await countFailed(scene, scene.attacker.condition);
  return {
    ...emptyRow(attack, attacker),
    victim: "its own deliveries",
    failed,
    ok: failed === 0 ? "yes" : "NO",
  };
}

/** Returns a table row without figures. */
export function emptyRow(attack: string, attacker: string): Row {
  const nothing: Suffered = { before: null, during: null, failed: 0, late: 0 };
  return {
    ...rowOf(attack, "", nothing, "", attacker),
    failed: null,
    "over 250 ms": null,
    ok: "",
  };
}
