import type { Handler } from "../../handler.ts";
import { scheduleReply } from "../../translate/entity.ts";
import { ifVersion } from "../../translate/if-match.ts";
import { toScheduleFields } from "../../translate/schedules/schedule-fields.ts";

/** PATCH /v1/schedules/{id} */
export const updateSchedule: Handler<"updateSchedule"> = async (call, { scheduler }) => {
  const { path, body, headers, caller, requestId } = call;
  const target = { caller, id: path.id };
  const version = await ifVersion(headers.ifMatch, () => scheduler.getSchedule(target, { requestId }));
  // A null resets a field to its default; the default of `body` is none.
  const fields = toScheduleFields(body.body === null ? { ...body, body: undefined } : body);
  const request = { ...target, ifVersion: version, fields, paths: Object.keys(body) };
  return scheduleReply(await scheduler.updateSchedule(request, { requestId }));
};
