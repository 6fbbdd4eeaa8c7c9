import type * as rest from "../../../generated/openapi/types.gen.ts";
import type * as rpc from "../../../generated/rpc/landfall/dispatcher/v1/delivery.ts";
import { oneOf } from "../words.ts";
import { toAttempt } from "./attempt.ts";

/**
 * Converts an attempt, with its schedule and destination, to its REST form. @throws Error if the service
 * sent no attempt
 */
export function toLogEntry({ attempt, scheduleId, endpoint, method }: rpc.LogEntry): rest.LogEntry {
  if (attempt === undefined) throw new Error("a log entry without its attempt");
  return {
    ...toAttempt(attempt),
    schedule_id: scheduleId,
    endpoint,
    method: oneOf(["GET", "POST", "PUT", "PATCH", "DELETE"], method),
  };
}
