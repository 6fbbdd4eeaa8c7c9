import type { ListDeadLettersData } from "../../../generated/openapi/types.gen.ts";
import { fromInstant } from "../instant.ts";
import { toPageRequest } from "../page.ts";

/** Converts the query of a list of deliveries, except for the state. */
export function toDeliveryFilter(query: NonNullable<ListDeadLettersData["query"]>) {
  return {
    ...toPageRequest(query),
    scheduleId: query.schedule_id,
    endpointId: query.endpoint_id,
    search: query.q,
    createdFromMs: fromInstant(query.after, "after"),
    createdBeforeMs: fromInstant(query.before, "before"),
  };
}
