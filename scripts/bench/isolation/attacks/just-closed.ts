import { type Attack, byDeliveries, type ReadyAttack, type Scene } from "../attack.ts";
import { attemptsThatFailed, standing } from "../standing.ts";
import { startHostile } from "../start-hostile.ts";

/** Addresses of the hostile receiver, each an origin of its own. */
const origins = 20;
const everyMs = 500;
/** The receiver's timeout starts after a delivery was due, so it is at most the interval. */
const spreadMs = 5;

/**
 * Deliveries to twenty origins at intervals equal to the receiver's keep-alive timeout, so that many use a connection
 * that has just been closed. They must succeed too.
 */
export const justClosed: Attack = { ...byDeliveries, ownOnTrial: true, prepare };

async function prepare(scene: Scene): Promise<ReadyAttack> {
  const { attackAt, endsAt } = scene.times;
  const { api, condition } = scene.attacker;
  const { port } = new URL(scene.use(await startHostile()).url);
  const plan = {
    count: Math.floor(((endsAt - attackAt) / everyMs) * origins),
    firstDueAt: attackAt,
    everyMs: everyMs / origins,
  };
  const destination = (index: number) => {
    const origin = index % origins;
    return `http://127.0.0.${1 + origin}:${port}/closes-after-${everyMs - (origin % spreadMs)}`;
  };
  await api.createAll(plan, { destination });
  return {
    victim: null,
    async did() {
      const states = await standing(scene, condition);
      return `${states}; ${await attemptsThatFailed(scene, "reset")} attempts ended as reset`;
    },
  };
}
