import { type Attack, byDeliveries, type ReadyAttack, type Scene } from "../attack.ts";
import { makeProfile } from "../make-profile.ts";
import { standing } from "../standing.ts";
import { startHostile } from "../start-hostile.ts";

const profiles = 120;
const deliveriesEach = 150;
const callsAtOnce = 4;

/** 120 profiles of one URL that hangs, and 150 deliveries to each, all due at once, with five minutes to answer. */
export const hangingProfiles: Attack = { ...byDeliveries, prepareMs: 12_000, prepare };

async function prepare(scene: Scene): Promise<ReadyAttack> {
  const { api, condition } = scene.attacker;
  const { url } = scene.use(await startHostile());
  const dueAts = Array<number>(deliveriesEach).fill(scene.times.attackAt);
  let made = 0;
  const makeEach = async () => {
    while (made < profiles) {
      const id = await makeProfile(api, `hangs-${made++}`, `${url}hangs`);
      await api.createAt(dueAts, {
        destination: () => url,
        fields: { endpoint: undefined, endpoint_id: id, timeout: "5m" },
      });
    }
  };
  await Promise.all(Array.from({ length: callsAtOnce }, makeEach));
  return { victim: null, did: () => standing(scene, condition) };
}
