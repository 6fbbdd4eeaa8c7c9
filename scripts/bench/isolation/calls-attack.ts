import type { ReadyAttack, Scene } from "./attack.ts";
import { type Make, statusesOf } from "./calls.ts";
import { startCalls } from "./start-calls.ts";

/** Calls of the attacker for the duration of the attack. */
export interface AttackCalls {
  readonly makes: readonly Make[];
  readonly connections: number;
  /** Requests per second; null: each connection sends the next request after each answer. */
  readonly perSecond: number | null;
  /** The key; null: the attacker's. */
  readonly key: string | null;
}

export function callWhenDue(scene: Scene, calls: AttackCalls): ReadyAttack {
  const { attackAt, endsAt } = scene.times;
  const running = scene.use(
    startCalls({
      ...calls,
      key: calls.key ?? scene.attacker.key,
      url: scene.landfall.url,
      startsAt: attackAt,
      endsAt,
      patienceMs: 0,
    }),
  );
  return { victim: null, did: async () => statusesOf(await running.made()) };
}
