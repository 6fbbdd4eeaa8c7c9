import type { ReadyAttack, Scene } from "./attack.ts";
import { type Make, statusesOf } from "./calls.ts";
import { startCalls } from "./start-calls.ts";

/** Calls of the attacker from the attack's begin to its end. */
export interface AttackCalls {
  readonly makes: readonly Make[];
  readonly connections: number;
  /** Null: each connection asks again as soon as it is answered. */
  readonly perSecond: number | null;
  /** Null: the attacker's own. */
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
