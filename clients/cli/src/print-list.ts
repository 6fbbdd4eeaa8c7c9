import type { Command } from "commander";
import type { Listing, Page } from "../../sdk/src/index.ts";
import { wholeNumber } from "./create/request-fields.ts";
import { usageFailure } from "./failure.ts";
import type { Session } from "./session.ts";
import { printTable } from "./show/table.ts";

/** Options of every list, as typed. */
export interface ListWords {
  readonly limit?: string;
  readonly cursor?: string;
  readonly all?: boolean;
}

/** Columns of a list, as people see it. */
export interface Columns<T> {
  readonly none: string;
  readonly head: readonly string[];
  row(each: T): readonly string[];
}

/** Adds the options of every list. */
export function withListOptions(command: Command): Command {
  return command
    .option("-n, --limit <number>", "how many at most; 25 if not given")
    .option("--cursor <cursor>", "go on where a list before ended")
    .option("--all", "every one there is");
}

const onePage = 100;

/** Prints a list: a table, or with `--json` the API's document. Reports if there are more. */
export async function printList<T>(
  session: Session,
  { limit: typed, cursor, all = false }: ListWords,
  listing: (page: { limit: number; cursor?: string | undefined }) => Listing<T>,
  columns: Columns<T>,
): Promise<void> {
  const limit = wholeNumber("--limit", typed) ?? 25;
  if (limit < 1) throw usageFailure("--limit takes a whole number from 1.");
  if (all && typed !== undefined) throw usageFailure("--all and --limit do not go together.");
  const most = all ? Number.POSITIVE_INFINITY : limit;
  const { data, next } = await gather(listing, most, cursor);
  const { output } = session;
  if (output.isJson) return output.json({ object: "list", data, has_more: next !== null, next_cursor: next });
  if (data.length === 0 && next === null) return output.note(columns.none);
  if (data.length > 0)
    printTable(
      output,
      columns.head,
      data.map((each) => columns.row(each)),
    );
  if (next !== null) output.note(`There are more: --all, --limit, or --cursor ${next}`);
}

/** Pages before the last may be short or empty; only the cursor shows that there are more. */
async function gather<T>(
  listing: (page: { limit: number; cursor?: string | undefined }) => Listing<T>,
  most: number,
  from: string | undefined,
): Promise<{ data: T[]; next: string | null }> {
  const data: T[] = [];
  let cursor = from;
  for (;;) {
    const page: Page<T> = await listing({ limit: Math.min(onePage, most - data.length), cursor });
    data.push(...page.data);
    if (page.next_cursor === null || data.length >= most) return { data, next: page.next_cursor };
    if (page.next_cursor === cursor) throw new Error(`The list does not move on from ${cursor}.`);
    cursor = page.next_cursor;
  }
}
