import { ScheduleKind, ScheduleState } from "../../../generated/rpc/landfall/scheduler/v1/schedule.ts";
import type { Handler } from "../../handler.ts";
import { fromInstant } from "../../translate/instant.ts";
import { toPage, toPageRequest } from "../../translate/page.ts";
import { toSchedule } from "../../translate/schedules/schedule.ts";
import { toMetadata } from "../../translate/schedules/schedule-fields.ts";
import { scheduleKind, scheduleState } from "../../translate/words.ts";

/** GET /v1/schedules */
export const listSchedules: Handler<"listSchedules"> = async (
  { query, caller, requestId },
  { scheduler },
) => {
  const request = {
    caller,
    ...toPageRequest(query),
    state: query.state === undefined ? ScheduleState.UNSPECIFIED : scheduleState.toRpc(query.state),
    kind: query.kind === undefined ? ScheduleKind.UNSPECIFIED : scheduleKind.toRpc(query.kind),
    endpointId: query.endpoint_id,
    search: query.q,
    metadata: toMetadata(query.metadata ?? {}, "invalid_parameter"),
    createdFromMs: fromInstant(query.created_after, "created_after"),
    createdBeforeMs: fromInstant(query.created_before, "created_before"),
  };
  const response = await scheduler.listSchedules(request, { requestId });
  return { status: 200, body: toPage(response.schedules.map(toSchedule), response) };
};
