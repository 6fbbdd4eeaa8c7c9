import { oneShot } from "../../measures/measure-creates.ts";
import { type Attack, byCalls } from "../attack.ts";
import { callWhenDue } from "../calls-attack.ts";
import { silentName } from "../own-names.ts";

/** More than are unanswered at any time. */
const connections = 512;

/** Creates to hosts whose name server is silent, each a name of its own. The victim creates to names that resolve, too. */
export function silentCreates(perSecond: number): Attack {
  const body = JSON.stringify(oneShot(`https://${silentName("c{n}")}/`));
  const makes = [{ method: "POST", path: "/v1/schedules", body }] as const;
  return {
    ...byCalls,
    ownNames: true,
    prepare: async (scene) => callWhenDue(scene, { makes, connections, perSecond, key: null }),
  };
}
