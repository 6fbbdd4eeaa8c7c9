import { oneShot } from "../../measures/measure-creates.ts";
import { type Attack, byCalls } from "../attack.ts";
import { callWhenDue } from "../calls-attack.ts";

const items = 1_000;
/** Together a little less than the 8 MiB limit of a bulk create. */
const itemBytes = 8_100;

/** Bulk creates of 8 MB, one after the other. */
export const bulkLoop: Attack = {
  ...byCalls,
  async prepare(scene) {
    const item = JSON.stringify({ ...oneShot(scene.receiver.url), body: "x".repeat(itemBytes) });
    const body = `{"items":[${Array(items).fill(item).join(",")}]}`;
    const makes = [{ method: "POST", path: "/v1/schedules/bulk", body }] as const;
    return callWhenDue(scene, { makes, connections: 1, perSecond: null, key: null });
  },
};
