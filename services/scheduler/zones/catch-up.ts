import { loadZoneRules, readZoneRulesInForce, type ZoneRulesInForce } from "../../store/for-scheduler.ts";
import type { Scheduler } from "../scheduler.ts";

type Parts = Pick<Scheduler, "store" | "zones">;

/** Reads which rules of time zones are in force, and those that were recorded since the last time. */
export async function readZoneRules({ store, zones }: Parts): Promise<ZoneRulesInForce> {
  const inForce = await readZoneRulesInForce(store);
  zones.take(inForce, inForce.edition > zones.through ? await loadZoneRules(store, zones.through) : []);
  return inForce;
}

/** Reads them when one of the plans goes by rules that another scheduler has recorded a moment ago. */
export async function catchUp(
  parts: Parts,
  plans: readonly { readonly zoneRules: number | null }[],
): Promise<void> {
  if (plans.some(({ zoneRules }) => zoneRules !== null && zoneRules > parts.zones.through))
    await readZoneRules(parts);
}
