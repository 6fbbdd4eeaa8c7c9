import { type BulkVerb, statesFor } from "./bulk-run.ts";
import { kindText } from "./timing-text.ts";
import type { ScheduleQuery } from "./use-schedule-filters.ts";

/** The filters in words, for a question: "state active, kind Cron and “invoice” in name or destination". */
export function filterText(verb: BulkVerb, query: ScheduleQuery): string {
  const states = statesFor[verb].filter((state) => query.state === undefined || query.state === state);
  const parts = [
    `state ${states.join(" or ") || (query.state ?? "")}`,
    ...(query.kind === undefined ? [] : [`kind ${kindText(query.kind)}`]),
    ...(query.endpoint_id === undefined ? [] : [`endpoint ${query.endpoint_id}`]),
    ...(query.q === undefined ? [] : [`“${query.q}” in name or destination`]),
    ...Object.entries(query.metadata ?? {}).map(([name, value]) => `metadata ${name}=${value}`),
    ...(query.created_after === undefined ? [] : ["a creation in the chosen period"]),
  ];
  const last = parts.pop() ?? "";
  return parts.length === 0 ? last : `${parts.join(", ")} and ${last}`;
}
