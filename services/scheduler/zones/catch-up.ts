import { loadZoneRules, readZoneRulesInForce, type ZoneRulesInForce } from "../../store/for-scheduler.ts";
import type { Scheduler } from "../scheduler.ts";

type Parts = Pick<Scheduler, "store" | "zones">;

/** Reads which zone rules are in force, and the records added since the last read. */
export async function readZoneRules({ store, zones }: Parts): Promise<ZoneRulesInForce> {
  const inForce = await readZoneRulesInForce(store);
  zones.take(inForce, inForce.edition > zones.through ? await loadZoneRules(store, zones.through) : []);
  return inForce;
}

/** Reads the zone rules if one of the plans uses rules that this process has not read yet. */
export async function catchUp(
  parts: Parts,
  plans: readonly { readonly zoneRules: number | null }[],
): Promise<void> {
  if (plans.some(({ zoneRules }) => zoneRules !== null && zoneRules > parts.zones.through))
    await readZoneRules(parts);
}
