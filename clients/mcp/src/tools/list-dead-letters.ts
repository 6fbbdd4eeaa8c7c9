import { z } from "zod";
import type { Delivery } from "../../../sdk/src/index.ts";
import { firstRows } from "../first-rows.ts";
import { counted, cursor, deliveryRow, limit, nextCursor, rowOfDelivery, usualLimit } from "../shown.ts";
import { type Call, defineTool } from "../tool.ts";
import { apiFilter, type DeadLetterFilter, deadLetterFilter } from "./dead-letter-filter.ts";

/** Number of pages of 100 that are counted by error. With `query` a page may be empty. */
const mostPages = 10;

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
  let read = 0;
  const listing = landfall.deadLetters.list({ ...apiFilter(filter), limit: 100 }, options);
  for await (const { data, next_cursor } of listing.pages()) {
    for (const letter of data) byError[errorOf(letter)] = (byError[errorOf(letter)] ?? 0) + 1;
    if (++read >= mostPages && next_cursor !== null) return { byError, complete: false };
  }
  return { byError, complete: true };
}

function errorOf({ last_error, last_status_code }: Delivery): string {
  const code = last_error?.code ?? "none";
  return code === "http_status" ? `${code} ${last_status_code}` : code;
}
