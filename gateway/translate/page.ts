/** A page of a list. */
interface Page<T> {
  object: "list";
  data: T[];
  has_more: boolean;
  next_cursor: string | null;
  total?: number;
}

/** Converts the query parameters common to all lists, with their defaults. */
export function toPageRequest(query: { limit?: number; cursor?: string; include_total?: boolean }) {
  return { limit: query.limit ?? 25, cursor: query.cursor, includeTotal: query.include_total ?? false };
}

/** Builds one page of a list. `total` is included if it was requested. */
export function toPage<T>(
  data: T[],
  response: { nextCursor?: string | undefined; total?: number | undefined },
): Page<T> {
  const { nextCursor, total } = response;
  return {
    object: "list",
    data,
    has_more: nextCursor !== undefined,
    next_cursor: nextCursor ?? null,
    ...(total !== undefined && { total }),
  };
}
