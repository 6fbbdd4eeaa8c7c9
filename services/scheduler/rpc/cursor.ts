import { ServiceError } from "../../runtime/errors.ts";

/** Where a page ended, as the caller hands it back. */
export function toCursor(lastId: Buffer): string {
  return lastId.toString("base64url");
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
