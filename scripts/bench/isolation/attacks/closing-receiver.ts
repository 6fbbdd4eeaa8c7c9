import { type Attack, byDeliveries, type ReadyAttack, type Scene } from "../attack.ts";
import { attemptsThatFailed, standing } from "../standing.ts";
import { startHostile } from "../start-hostile.ts";

const count = 1_000;

/**
 * 1,000 deliveries due together; their receiver answers 200 and closes without `Connection: close`. They must succeed
 * too.
 */
export const closingReceiver: Attack = { ...byDeliveries, ownOnTrial: true, prepare };

async function prepare(scene: Scene): Promise<ReadyAttack> {
  const { api, condition } = scene.attacker;
  const { url } = scene.use(await startHostile());
  const plan = { count, firstDueAt: scene.times.attackAt, everyMs: 0 };
  await api.createAll(plan, { destination: () => `${url}closes` });
  return {
    victim: null,
    async did() {
      const states = await standing(scene, condition);
      return `${states}; ${await attemptsThatFailed(scene, "reset")} attempts ended as reset`;
    },
  };
}
