import { type Attack, byDeliveries, type ReadyAttack, type Scene } from "./attack.ts";
import { standing } from "./standing.ts";
import { startHostile } from "./start-hostile.ts";

/** Deliveries of the attacker to its own hostile receiver, in rounds. */
export interface Rounds {
  /** Path of the hostile receiver; see `hostile-process.ts`. */
  readonly path: string;
  /** Due together. */
  readonly atOnce: number;
  /** Time between rounds; null: one round. */
  readonly everyMs: number | null;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** Defines an attack by deliveries to a misbehaving receiver. */
export function deliveriesTo(rounds: Rounds): Attack {
  return { ...byDeliveries, prepare: (scene) => prepareRounds(scene, rounds) };
}

async function prepareRounds(scene: Scene, rounds: Rounds): Promise<ReadyAttack> {
  const { attackAt, endsAt } = scene.times;
  const { api, condition } = scene.attacker;
  const hostile = scene.use(await startHostile());
  const destination = () => new URL(rounds.path, hostile.url).href;
  for (let dueAt = attackAt; dueAt < endsAt; dueAt += rounds.everyMs ?? Number.POSITIVE_INFINITY) {
    const plan = { count: rounds.atOnce, firstDueAt: dueAt, everyMs: 0 };
    await api.createAll(plan, { destination, fields: rounds.fields });
  }
  return { victim: null, did: () => standing(scene, condition) };
}
