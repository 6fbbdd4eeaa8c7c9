import { type Attack, byCalls } from "../attack.ts";
import { callWhenDue } from "../calls-attack.ts";
import { copyPast } from "../copy-past.ts";

/** More than a ledger was ever computed for. */
const schedules = 100_500;

/** The ledger of a project with more than 100,000 schedules, asked for again and again. */
export const ledger: Attack = {
  ...byCalls,
  furnish: (setting) => copyPast(setting, schedules),
  async prepare(scene) {
    const makes = [{ method: "GET", path: "/v1/ledger", body: null }] as const;
    return callWhenDue(scene, { makes, connections: 1, perSecond: null, key: null });
  },
};
