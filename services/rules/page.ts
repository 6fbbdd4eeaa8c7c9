import { ServiceError } from "../runtime/errors.ts";

const usualLimit = 25;
const mostLimit = 100;

/** Returns how many objects a page has when `asked` were asked for; 0 asks for the usual number. */
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

/**
 * The id after which the next page begins; null: from the start.
 *
 * @throws ServiceError `invalid_cursor`
 */
export function fromCursor(cursor: string | undefined): Buffer | null {
  if (cursor === undefined) return null;
  const id = Buffer.from(cursor, "base64url");
  if (id.length === 16 && toCursor(id) === cursor) return id;
  throw new ServiceError(
    "invalid_cursor",
    "cursor must be the next_cursor of a page of this list.",
    "cursor",
  );
}

function toCursor(lastId: Buffer): string {
  return lastId.toString("base64url");
}
