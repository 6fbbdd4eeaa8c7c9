import { z } from "zod";
import { firstRows } from "../first-rows.ts";
import { counted, cursor, endpointRow, limit, nextCursor, rowOfEndpoint, usualLimit } from "../shown.ts";
import { defineTool } from "../tool.ts";

/** `list_endpoints` */
export const listEndpoints = defineTool({
  name: "list_endpoints",
  title: "List endpoint profiles",
  description:
    "Lists endpoint profiles: destinations that schedules share, with their circuit breaker and their rate. " +
    "Their `id` goes into `endpoint_id` of schedule_delivery.",
  scope: "read",
  kind: { reads: true, repeatable: true },
  input: z.strictObject({
    query: z.string().min(1).max(200).optional().describe("Text in the name or the URL."),
    limit,
    cursor,
  }),
  output: z.looseObject({ endpoints: z.array(endpointRow), next_cursor: nextCursor }),
  async run({ query, limit: most = usualLimit, cursor: from }, { landfall, options }) {
    const { data, next_cursor } = await firstRows(
      landfall.endpoints.list({ q: query, limit: most, cursor: from }, options),
    );
    return {
      said: `${counted(data.length, "endpoint profile")}.`,
      output: { endpoints: data.map(rowOfEndpoint), next_cursor },
    };
  },
});
