import { oneShot } from "../../measures/measure-creates.ts";
import { type Attack, byCalls, type Scene } from "../attack.ts";
import { callWhenDue } from "../calls-attack.ts";

const connections = 4;
/**
 * The largest sizes that the contract allows: 8 MiB for a bulk create with 256 KB per body, and 1 MiB for a preview.
 */
const bulkItems = 31;
const bodyNumbers = 125_000;
const previewNumbers = 500_000;

/** One-digit numbers, and one that JSON.parse would change. */
const numbers = (count: number) => `[0.10,${"1,".repeat(count)}1]`;

/** Bulk creates of 8 MB in a loop, four at once, with a decimal in each body. */
export const decimalBulk: Attack = {
  ...byCalls,
  prepare: async (scene) => {
    const item = itemWith(scene, bodyNumbers);
    const body = `{"items":[${Array(bulkItems).fill(item).join(",")}]}`;
    const makes = [{ method: "POST", path: "/v1/schedules/bulk", body }] as const;
    return callWhenDue(scene, { makes, connections, perSecond: null, key: null });
  },
};

/** Previews of 1 MB in a loop, four at once, with a decimal in each, by a key that may only read. */
export const decimalPreview: Attack = {
  ...byCalls,
  prepare: async (scene) => {
    const made = await scene.attacker.api.make("/v1/api-keys", { name: "reads", scopes: ["read"] });
    const key = typeof made === "object" && made !== null && "key" in made ? String(made.key) : "";
    const body = itemWith(scene, previewNumbers);
    const makes = [{ method: "POST", path: "/v1/schedules/preview", body }] as const;
    return callWhenDue(scene, { makes, connections, perSecond: null, key });
  },
};

function itemWith({ receiver }: Scene, count: number): string {
  const { body: _, ...fields } = oneShot(receiver.url);
  return JSON.stringify(fields).replace(/}$/, `,"body":${numbers(count)}}`);
}
