import { type Attack, byDeliveries, type ReadyAttack, type Scene } from "../attack.ts";
import { makeProfile } from "../make-profile.ts";
import { standing } from "../standing.ts";

/** More than twice the places of a lane when this was a fault. */
const count = 300;

/** Two profiles of one project go to one origin; one hangs and is full, and the other's deliveries are the victim's. */
export const fullProfile: Attack = { ...byDeliveries, prepare };

async function prepare(scene: Scene): Promise<ReadyAttack> {
  const { api } = scene.attacker;
  const { url } = scene.receiver;
  const full = await makeProfile(api, "full", `${url}hangs`);
  const other = await makeProfile(api, "other", `${url}victim`);
  await api.createAll(
    { count, firstDueAt: scene.times.attackAt, everyMs: 0 },
    { destination: () => url, fields: { endpoint: undefined, endpoint_id: full, timeout: "5m" } },
  );
  return {
    victim: {
      destination: () => url,
      fields: { endpoint: undefined, endpoint_id: other },
      condition: toProfile("other"),
    },
    did: () => standing(scene, toProfile("full")),
  };
}

const toProfile = (name: string) => `d.endpoint_id = (SELECT id FROM endpoints WHERE name = '${name}')`;
