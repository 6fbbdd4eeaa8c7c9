import type { GetZoneRulesResponse } from "../../../generated/rpc/landfall/scheduler/v1/scheduler.ts";
import type { Scheduler } from "../scheduler.ts";

/** Returns the edition of the time zone database by which plans are made, and the edition of this process. */
export async function getZoneRules({ zones }: Scheduler): Promise<GetZoneRulesResponse> {
  return { inForce: zones.version, own: zones.own.version };
}
