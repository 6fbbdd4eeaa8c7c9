import { oneShot } from "../../measures/measure-creates.ts";
import { type Attack, byCalls } from "../attack.ts";
import { callWhenDue } from "../calls-attack.ts";
import { silentName } from "../own-names.ts";

/** More than can be unanswered at a time. */
const connections = 512;

/** Creates to hosts with different names whose server does not answer. The victim creates to names that resolve. */
export function silentCreates(perSecond: number): Attack {
  const body = JSON.stringify(oneShot(`https://${silentName("c{n}")}/`));
  const makes = [{ method: "POST", path: "/v1/schedules", body }] as const;
  return {
    ...byCalls,
    ownNames: true,
    prepare: async (scene) => callWhenDue(scene, { makes, connections, perSecond, key: null }),
  };
}
