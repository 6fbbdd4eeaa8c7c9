import type { Handler } from "../../handler.ts";
import { scheduleReply } from "../../translate/entity.ts";
import { ifVersion } from "../../translate/if-match.ts";

/** POST /v1/schedules/{id}/resume */
export const resumeSchedule: Handler<"resumeSchedule"> = async (
  { path, headers, caller, requestId },
  { scheduler },
) => {
  const target = { caller, id: path.id };
  const version = await ifVersion(headers.ifMatch, () => scheduler.getSchedule(target, { requestId }));
  return scheduleReply(await scheduler.resumeSchedule({ ...target, ifVersion: version }, { requestId }));
};
