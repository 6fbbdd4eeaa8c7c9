import type { TimeZoneRules } from "../../../generated/rpc/landfall/scheduler/v1/scheduler.ts";
import { timeZoneRules } from "../timing/time-zone-rules.ts";

/** The rules that this scheduler plans by. */
export async function getTimeZoneRules(): Promise<TimeZoneRules> {
  return { version: timeZoneRules() };
}
