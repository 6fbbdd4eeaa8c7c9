import { toCursor } from "./cursor.ts";

const usualLimit = 25;
const mostLimit = 100;

/** How many objects a page has when `asked` were asked for; 0 asks for the usual number. */
export function pageLimit(asked: number): number {
  return asked > 0 ? Math.min(asked, mostLimit) : usualLimit;
}

/**
 * The page, and the cursor of the next one, of `limit + 1` rows: the one more tells whether there is a next.
 *
 * @param floor the oldest id that a search looked at, from where the next page goes on; null: it looked at all
 */
export function pageOf<Row extends { readonly id: Buffer }>(
  found: readonly Row[],
  limit: number,
  floor: Buffer | null = null,
): { page: Row[]; nextCursor: string | undefined } {
  const page = found.slice(0, limit);
  const last = found.length > limit ? page.at(-1)?.id : floor;
  return { page, nextCursor: last ? toCursor(last) : undefined };
}
