import type { Handler } from "../../handler.ts";
import { scheduleReply } from "../../translate/entity.ts";
import { ifVersion } from "../../translate/if-match.ts";

/** DELETE /v1/schedules/{id} */
export const cancelSchedule: Handler<"cancelSchedule"> = async (
  { path, headers, caller, requestId },
  { scheduler },
) => {
  const target = { caller, id: path.id };
  const version = await ifVersion(headers.ifMatch, () => scheduler.getSchedule(target, { requestId }));
  return scheduleReply(await scheduler.cancelSchedule({ ...target, ifVersion: version }, { requestId }));
};
