import { z } from "zod";
import { firstRows } from "../first-rows.ts";
import { counted, cursor, deliveryRow, limit, nextCursor, rowOfDelivery, usualLimit } from "../shown.ts";
import { type Call, defineTool } from "../tool.ts";
import { apiFilter, type DeadLetterFilter, deadLetterFilter } from "./dead-letter-filter.ts";

/** Dead letters that are counted by their errors; more say little more. */
const mostCounted = 1_000;

/** `list_dead_letters` */
export const listDeadLetters = defineTool({
  name: "list_dead_letters",
  title: "List dead letters",
  description:
    "Lists deliveries that were given up, newest first, and counts them by error. replay_delivery sends them again.",
  scope: "read",
  kind: { reads: true, repeatable: true },
  input: z.strictObject({ ...deadLetterFilter, limit, cursor }),
  output: z.looseObject({
    dead_letters: z.array(deliveryRow),
    next_cursor: nextCursor,
    counts_by_error: z
      .record(z.string(), z.number())
      .describe("Number by error, such as `connect` or `http_status 503`, of the newest 1,000 that match."),
    counts_complete: z.boolean().describe("false: more match than were counted."),
  }),
  async run({ limit: most = usualLimit, cursor: from, ...filter }, call) {
    const { landfall, options } = call;
    const [page, counts] = await Promise.all([
      firstRows(landfall.deadLetters.list({ ...apiFilter(filter), limit: most, cursor: from }, options)),
      countByError(filter, call),
    ]);
    const errors = Object.entries(counts.byError).map(([error, count]) => `${error} ${count}`);
    const sum = errors.length === 0 ? "No dead letters." : `By error: ${errors.join(", ")}.`;
    return {
      said: `${counted(page.data.length, "row")}. ${sum}${page.next_cursor === null ? "" : " There are more: call again with `cursor`."}`,
      output: {
        dead_letters: page.data.map(rowOfDelivery),
        next_cursor: page.next_cursor,
        counts_by_error: counts.byError,
        counts_complete: counts.complete,
      },
    };
  },
});

async function countByError(filter: DeadLetterFilter, { landfall, options }: Call) {
  const byError: Record<string, number> = {};
  let seen = 0;
  for await (const letter of landfall.deadLetters.list({ ...apiFilter(filter), limit: 100 }, options)) {
    if (seen++ >= mostCounted) return { byError, complete: false };
    const { last_error, last_status_code } = letter;
    const code = last_error?.code ?? "none";
    const error = code === "http_status" ? `${code} ${last_status_code}` : code;
    byError[error] = (byError[error] ?? 0) + 1;
  }
  return { byError, complete: true };
}
