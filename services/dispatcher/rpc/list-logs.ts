import { AttemptOutcome } from "../../../generated/rpc/landfall/dispatcher/v1/delivery.ts";
import type {
  ListLogsRequest,
  ListLogsResponse,
} from "../../../generated/rpc/landfall/dispatcher/v1/dispatcher.ts";
import { ownerOf } from "../../rules/caller.ts";
import { fromCursor, pageLimit, pageOf } from "../../rules/page.ts";
import { parsePrefixedId, prefixedId } from "../../runtime/ulid.ts";
import * as store from "../../store/for-dispatcher.ts";
import { attemptMessage } from "../answer/attempt-message.ts";
import type { RpcParts } from "./rpc-parts.ts";

const outcomes: Partial<Record<AttemptOutcome, store.AttemptOutcome>> = {
  [AttemptOutcome.SUCCEEDED]: "succeeded",
  [AttemptOutcome.RETRY]: "retry",
  [AttemptOutcome.FAILED]: "failed",
};

/**
 * Lists all attempts, newest first. A profile that cannot exist has none. @throws ServiceError
 * `invalid_cursor`
 */
export async function listLogs(parts: RpcParts, request: ListLogsRequest): Promise<ListLogsResponse> {
  const owner = ownerOf(request.caller);
  const limit = pageLimit(request.limit);
  const before = fromCursor(request.cursor);
  const endpointId = request.endpointId === undefined ? null : parsePrefixedId("ep", request.endpointId);
  if (endpointId === null && request.endpointId !== undefined) {
    return { entries: [], nextCursor: undefined, total: request.includeTotal ? 0 : undefined };
  }
  const filter: store.LogFilter = {
    outcome: outcomes[request.outcome] ?? null,
    statusCode: request.statusCode ?? null,
    endpointId,
    search: request.search ?? null,
    startedFrom: request.startedFromMs ?? null,
    startedBefore: request.startedBeforeMs ?? null,
  };
  const floor = await store.endOfLogSearch(parts.store, owner, filter, before);
  const found = await store.listLogs(parts.store, owner, filter, before, limit + 1, floor);
  const { page, nextCursor } = pageOf(found, limit, floor);
  const total = request.includeTotal ? await store.countLogs(parts.store, owner, filter) : null;
  return {
    entries: page.map((record) => ({
      attempt: attemptMessage(parts.keys, parts.log, record),
      scheduleId: prefixedId("sch", record.scheduleId),
      endpoint: record.endpoint,
      method: record.method,
    })),
    nextCursor,
    total: total ?? undefined,
  };
}
