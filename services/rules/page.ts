import { ServiceError } from "../runtime/errors.ts";

const usualLimit = 25;
const mostLimit = 100;

/** Returns the number of objects on a page when `asked` were asked for; 0 asks for the default. */
export function pageLimit(asked: number): number {
  return asked > 0 ? Math.min(asked, mostLimit) : usualLimit;
}

/**
 * Builds a page and the cursor of the next one from `limit + 1` rows; the extra row means that there is a
 * next page.
 *
 * @param floor the oldest id that a search looked at, where the next page continues; null: it looked at all
 * rows
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
 * Reads from a cursor the id after which the page begins; null: from the start.
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
