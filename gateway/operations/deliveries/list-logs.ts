import { AttemptOutcome } from "../../../generated/rpc/landfall/dispatcher/v1/delivery.ts";
import type { Handler } from "../../handler.ts";
import { toLogEntry } from "../../translate/deliveries/log-entry.ts";
import { fromInstant } from "../../translate/instant.ts";
import { toPage, toPageRequest } from "../../translate/page.ts";
import { attemptOutcome } from "../../translate/words.ts";

/** GET /v1/logs */
export const listLogs: Handler<"listLogs"> = async ({ query, caller, requestId }, { dispatcher }) => {
  const request = {
    caller,
    ...toPageRequest(query),
    outcome: query.outcome === undefined ? AttemptOutcome.UNSPECIFIED : attemptOutcome.toRpc(query.outcome),
    statusCode: query.status_code,
    endpointId: query.endpoint_id,
    search: query.q,
    startedFromMs: fromInstant(query.after, "after"),
    startedBeforeMs: fromInstant(query.before, "before"),
  };
  const response = await dispatcher.listLogs(request, { requestId });
  return { status: 200, body: toPage(response.entries.map(toLogEntry), response) };
};
