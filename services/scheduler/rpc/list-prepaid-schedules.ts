import type {
  ListPrepaidSchedulesRequest,
  ListPrepaidSchedulesResponse,
} from "../../../generated/rpc/landfall/scheduler/v1/scheduler.ts";
import { ownerOf } from "../../rules/caller.ts";
import { fromCursor, pageLimit, pageOf } from "../../rules/page.ts";
import * as store from "../../store/for-scheduler.ts";
import { showPrepaid } from "../answer/show-prepaid.ts";
import type { Scheduler } from "../scheduler.ts";

const everySchedule: store.ScheduleFilter = {
  state: null,
  kind: null,
  endpointId: null,
  search: null,
  metadata: {},
  createdFrom: null,
  createdBefore: null,
};

/** Returns a page of a wallet's prepaid schedules, newest first. @throws ServiceError `invalid_cursor` */
export async function listPrepaidSchedules(
  scheduler: Scheduler,
  request: ListPrepaidSchedulesRequest,
): Promise<ListPrepaidSchedulesResponse> {
  const owner = ownerOf(request.caller);
  const limit = pageLimit(request.limit);
  const before = fromCursor(request.cursor);
  const floor = await store.endOfScheduleSearch(scheduler.store, owner, everySchedule, before);
  // Reads one extra row to learn whether there is another page.
  const found = await store.listSchedules(scheduler.store, owner, everySchedule, before, limit + 1, floor);
  const { page, nextCursor } = pageOf(found, limit, floor);
  return { schedules: await showPrepaid(scheduler, page, scheduler.clock.now()), nextCursor };
}
