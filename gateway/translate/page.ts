/** What a list answers beside its objects. */
interface Page<T> {
  object: "list";
  data: T[];
  has_more: boolean;
  next_cursor: string | null;
  total?: number;
}

/** The part of a list's query that every list has, with its defaults. */
export function toPageRequest(query: { limit?: number; cursor?: string; include_total?: boolean }) {
  return { limit: query.limit ?? 25, cursor: query.cursor, includeTotal: query.include_total ?? false };
}

/** One page of a list. `total` is there when it was asked for. */
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
