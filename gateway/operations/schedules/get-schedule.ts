import type { Handler } from "../../handler.ts";
import { scheduleReply } from "../../translate/entity.ts";

/** GET /v1/schedules/{id} */
export const getSchedule: Handler<"getSchedule"> = async ({ path, caller, requestId }, { scheduler }) => {
  return scheduleReply(await scheduler.getSchedule({ caller, id: path.id }, { requestId }));
};
