import { type Attack, byCalls } from "../attack.ts";
import { callWhenDue } from "../calls-attack.ts";
import { copyPast } from "../copy-past.ts";

const rows = 100_000;
const connections = 16;
/** Searches that look at as many rows as a page may, and find nothing. */
const paths = [
  "/v1/schedules?limit=100&q=nothing-is-called-this&include_total=true",
  "/v1/deliveries?limit=100&q=nothing-goes-there&include_total=true",
  "/v1/logs?limit=100&q=nothing-goes-there&include_total=true",
  "/v1/logs?limit=100&outcome=failed&status_code=500",
];

/** The heaviest lists of a project with 100,000 schedules, deliveries and attempts, sixteen at once. */
export const heavyLists: Attack = {
  ...byCalls,
  furnish: (setting) => copyPast(setting, rows),
  async prepare(scene) {
    const makes = paths.map((path) => ({ method: "GET", path, body: null }) as const);
    return callWhenDue(scene, { makes, connections, perSecond: null, key: null });
  },
};
