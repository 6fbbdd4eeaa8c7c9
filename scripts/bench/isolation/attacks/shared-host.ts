import { type Attack, byDeliveries, type Scene } from "../attack.ts";
import { standing } from "../standing.ts";

/** A breaker opens after 30 s of failures at the earliest. */
const breakerMs = 36_000;
const failsEveryMs = 50;
const hanging = 300;

/** Attacker and victim share a host; the attacker's path always fails. */
export const sharedHostFails: Attack = {
  ...byDeliveries,
  leadMs: breakerMs,
  async prepare(scene) {
    const { beforeEndsAt, endsAt } = scene.times;
    const count = Math.floor((endsAt - beforeEndsAt) / failsEveryMs);
    await createTo(scene, "fails", { count, firstDueAt: beforeEndsAt, everyMs: failsEveryMs });
    return { victim: null, did: () => standing(scene, scene.attacker.condition) };
  },
};

/** The same host; the attacker's path hangs: 300 deliveries at once with five minutes to answer. */
export const sharedHostHangs: Attack = {
  ...byDeliveries,
  async prepare(scene) {
    await createTo(scene, "hangs", { count: hanging, firstDueAt: scene.times.attackAt, everyMs: 0 });
    return { victim: null, did: () => standing(scene, scene.attacker.condition) };
  },
};

function createTo(
  { attacker, receiver }: Scene,
  path: string,
  plan: { count: number; firstDueAt: number; everyMs: number },
): Promise<void> {
  return attacker.api.createAll(plan, {
    destination: () => `${receiver.url}${path}`,
    fields: { timeout: "5m" },
  });
}
