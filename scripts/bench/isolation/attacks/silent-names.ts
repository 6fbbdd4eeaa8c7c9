import { type Attack, byDeliveries, type ReadyAttack, type Scene } from "../attack.ts";
import { nameUntil, quickName } from "../own-names.ts";
import { attemptsThatFailed, standing } from "../standing.ts";

const count = 300;
/** Answers are cached for 5 s, so the names stop answering once those of the creates have expired. */
const silentAheadMs = 1_000;

/**
 * 300 deliveries due at once to as many names, whose server answers while they are created and not when they are due.
 * The victim's deliveries also go to different names, which resolve at once.
 */
export const silentNames: Attack = { ...byDeliveries, prepareMs: 8_000, ownNames: true, prepare };

async function prepare(scene: Scene): Promise<ReadyAttack> {
  const { attacker, receiver, times, victim } = scene;
  const { port } = new URL(receiver.url);
  const silentAt = times.attackAt - silentAheadMs;
  const plan = { count, firstDueAt: times.attackAt, everyMs: 0 };
  await attacker.api.createAll(plan, {
    destination: (index) => `http://${nameUntil(`n${index}`, silentAt)}:${port}/silent`,
  });
  return {
    victim: {
      destination: (index) => `http://${quickName(`v${index}`)}:${port}/victim`,
      fields: {},
      condition: victim.condition,
    },
    async did() {
      const states = await standing(scene, attacker.condition);
      return `${states}; ${await attemptsThatFailed(scene, "dns")} attempts ended as dns`;
    },
  };
}
