import type { GetZoneRulesResponse } from "../../../generated/rpc/landfall/scheduler/v1/scheduler.ts";
import type { Scheduler } from "../scheduler.ts";

/** By which edition of the time zone database plans are made, and which one this process brings along. */
export async function getZoneRules({ zones }: Scheduler): Promise<GetZoneRulesResponse> {
  return { inForce: zones.version, own: zones.own.version };
}
