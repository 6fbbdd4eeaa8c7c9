import { type QueryKey, useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { Page } from "../sdk.ts";

/** A list that grows at its end as one scrolls. */
export interface ListingState<T> {
  readonly rows: readonly T[];
  readonly isLoading: boolean;
  readonly isLoadingMore: boolean;
  /** Set only while there is nothing to show. */
  readonly error: unknown;
  readonly hasMore: boolean;
  /** True if the last request found nothing but more pages may exist; the reader decides whether to go on. */
  readonly paused: boolean;
  /** Pages looked through so far. */
  readonly pages: number;
  /** The instant to which a search looked back, where that is known. */
  readonly searchedTo?: string | null;
  loadMore(): void;
  retry(): void;
}

/** A list that follows the cursor of the API. */
export interface CursorListing<T> extends ListingState<T> {
  /** Where the next page begins; null at the end. */
  readonly nextCursor: string | null;
}

/** Pages that one look goes through when they are empty, which a search for a rare word makes them. */
const pagesPerLook = 10;

interface Look<T> {
  readonly rows: T[];
  readonly next: string | null;
  readonly pages: number;
}

/**
 * Reads a list page by page, following its cursor through empty pages to a bound.
 *
 * @param key names the list and its filters
 * @param read reads the page at a cursor
 * @param refetchMs how often the first pages are read again; 0 for never
 */
export function useListing<T>(
  key: QueryKey,
  read: (cursor: string | undefined, signal: AbortSignal) => PromiseLike<Page<T>>,
  refetchMs = 10_000,
): CursorListing<T> {
  const query = useInfiniteQuery({
    queryKey: key,
    initialPageParam: undefined,
    queryFn: ({ pageParam, signal }: { pageParam: string | undefined; signal: AbortSignal }) =>
      look(read, pageParam, signal),
    getNextPageParam: ({ next }: Look<T>) => next ?? undefined,
    // Reading again reads every page that is open.
    refetchInterval: (query) => (isLong(query) ? false : refetchMs || false),
    refetchOnMount: (query) => !isLong(query),
    refetchOnWindowFocus: (query) => !isLong(query),
  });
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.rows) ?? [], [query.data]);
  const last = query.data?.pages.at(-1);
  return {
    rows,
    isLoading: query.isPending,
    isLoadingMore: query.isFetchingNextPage,
    error: query.data === undefined ? query.error : null,
    hasMore: query.hasNextPage,
    paused: query.hasNextPage && last?.rows.length === 0 && !query.isFetchingNextPage,
    nextCursor: last?.next ?? null,
    pages: query.data?.pages.reduce((sum, page) => sum + page.pages, 0) ?? 0,
    loadMore: () => void query.fetchNextPage({ cancelRefetch: false }),
    retry: () => void query.refetch(),
  };
}

function isLong({
  state,
}: {
  readonly state: { readonly data?: { readonly pages: unknown[] } | undefined };
}): boolean {
  return (state.data?.pages.length ?? 0) > 2;
}

async function look<T>(
  read: (cursor: string | undefined, signal: AbortSignal) => PromiseLike<Page<T>>,
  from: string | undefined,
  signal: AbortSignal,
): Promise<Look<T>> {
  let cursor = from;
  for (let pages = 1; ; pages++) {
    const { data, next_cursor: next } = await read(cursor, signal);
    if (data.length > 0 || next === null || pages >= pagesPerLook) return { rows: data, next, pages };
    cursor = next;
  }
}
