import { copyScheduled } from "../../landfall/copy-scheduled.ts";
import { type Attack, byDeliveries, type ReadyAttack, type Scene } from "../attack.ts";
import { standing } from "../standing.ts";
import { startHostile } from "../start-hostile.ts";

const count = 200_000;
const hourMs = 3_600_000;

/** 200,000 deliveries due at once to a receiver that hangs. One is made through the API, the others are its copies. */
export const backlog: Attack = { ...byDeliveries, prepareMs: 30_000, prepare };

async function prepare(scene: Scene): Promise<ReadyAttack> {
  const { api, condition } = scene.attacker;
  const { url } = scene.use(await startHostile());
  await api.createAt([Date.now() + hourMs], {
    destination: () => `${url}hangs`,
    fields: { body: undefined },
  });
  await copyScheduled(scene.store, { count: count - 1, dueAt: scene.times.attackAt, among: condition });
  return { victim: null, did: () => standing(scene, condition) };
}
