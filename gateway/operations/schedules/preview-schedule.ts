import type { Handler } from "../../handler.ts";
import { toPreview } from "../../translate/schedules/preview.ts";
import { toScheduleFields } from "../../translate/schedules/schedule-fields.ts";

/** POST /v1/schedules/preview */
export const previewSchedule: Handler<"previewSchedule"> = async (
  { body, caller, requestId },
  { scheduler },
) => {
  const { count, from, ...fields } = body;
  const request = {
    caller,
    fields: toScheduleFields(fields),
    count: count ?? undefined,
    from: from ?? undefined,
  };
  return { status: 200, body: toPreview(await scheduler.previewSchedule(request, { requestId })) };
};
