import { ScheduleKind, ScheduleState } from "../../../generated/rpc/landfall/scheduler/v1/schedule.ts";
import type {
  ListSchedulesRequest,
  ListSchedulesResponse,
} from "../../../generated/rpc/landfall/scheduler/v1/scheduler.ts";
import { ownerOf } from "../../rules/caller.ts";
import { fromCursor, pageLimit, pageOf } from "../../rules/page.ts";
import { parsePrefixedId } from "../../runtime/ulid.ts";
import * as store from "../../store/for-scheduler.ts";
import { showSchedules } from "../answer/show-schedules.ts";
import type { Scheduler } from "../scheduler.ts";

const kinds: Partial<Record<ScheduleKind, store.ScheduleKind>> = {
  [ScheduleKind.ONE_SHOT]: "one_shot",
  [ScheduleKind.CRON]: "cron",
  [ScheduleKind.INTERVAL]: "interval",
};

const states: Partial<Record<ScheduleState, store.ScheduleState>> = {
  [ScheduleState.ACTIVE]: "active",
  [ScheduleState.PAUSED]: "paused",
  [ScheduleState.COMPLETED]: "completed",
  [ScheduleState.CANCELED]: "canceled",
  [ScheduleState.EXHAUSTED]: "exhausted",
};

/** Returns a page of schedules, newest first. @throws ServiceError `invalid_cursor` */
export async function listSchedules(
  scheduler: Scheduler,
  request: ListSchedulesRequest,
): Promise<ListSchedulesResponse> {
  const owner = ownerOf(request.caller);
  const limit = pageLimit(request.limit);
  const before = fromCursor(request.cursor);
  const endpointId = request.endpointId === undefined ? null : parsePrefixedId("ep", request.endpointId);
  // No schedule can name a profile that never existed.
  if (request.endpointId !== undefined) {
    if (!endpointId || !(await store.endpointExisted(scheduler.store, owner, endpointId)))
      return emptyPage(request);
  }
  const filter: store.ScheduleFilter = {
    state: states[request.state] ?? null,
    kind: kinds[request.kind] ?? null,
    endpointId,
    search: request.search ?? null,
    metadata: request.metadata,
    createdFrom: request.createdFromMs ?? null,
    createdBefore: request.createdBeforeMs ?? null,
  };
  // Reads one extra row to learn whether there is another page.
  const floor = await store.endOfScheduleSearch(scheduler.store, owner, filter, before);
  const found = await store.listSchedules(scheduler.store, owner, filter, before, limit + 1, floor);
  const total = request.includeTotal ? await store.countSchedules(scheduler.store, owner, filter) : null;
  const { page, nextCursor } = pageOf(found, limit, floor);
  const now = scheduler.clock.now();
  return {
    schedules: await showSchedules(scheduler, page, now),
    nextCursor,
    total: total ?? undefined,
  };
}

function emptyPage({ includeTotal }: ListSchedulesRequest): ListSchedulesResponse {
  return { schedules: [], nextCursor: undefined, total: includeTotal ? 0 : undefined };
}
