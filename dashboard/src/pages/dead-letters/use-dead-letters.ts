import { keepPreviousData, type UseQueryResult, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { ListingState } from "../../data/use-listing.ts";
import type { Delivery, ReplayDeadLettersRequest } from "../../sdk.ts";
import { useLandfall } from "../../session/account.tsx";

/** Filter of dead letters that the API knows. */
export type ApiFilter = NonNullable<ReplayDeadLettersRequest["filter"]>;

/** Dead letters as far as they were read: they are grouped here, since the API filters neither by error nor by host. */
export interface DeadLetters {
  readonly rows: readonly Delivery[];
  readonly isComplete: boolean;
}

/** Pages of a hundred that are read at first, and more with each step. */
const pagesAStep = 10;
const refreshMs = 10_000;

/** Reads all dead letters that match, up to a bound that rises as one asks for more. */
export function useDeadLetters(
  key: readonly unknown[],
  filter: () => ApiFilter,
): { readonly query: UseQueryResult<DeadLetters>; readonly readMore: () => void } {
  const landfall = useLandfall();
  const [steps, setSteps] = useState(1);
  const query = useQuery({
    queryKey: ["dead-letters", ...key, steps],
    queryFn: async ({ signal }): Promise<DeadLetters> => {
      const rows: Delivery[] = [];
      let pages = 0;
      for await (const page of landfall.deadLetters.list({ ...filter(), limit: 100 }, { signal }).pages()) {
        rows.push(...page.data);
        if (++pages >= steps * pagesAStep) return { rows, isComplete: page.next_cursor === null };
      }
      return { rows, isComplete: true };
    },
    placeholderData: keepPreviousData,
    refetchInterval: refreshMs * steps,
  });
  return { query, readMore: () => setSteps((before) => before + 1) };
}

/** A list for the table of what was read. */
export function listingOf(
  { query, readMore }: ReturnType<typeof useDeadLetters>,
  rows: readonly Delivery[],
): ListingState<Delivery> {
  const { data } = query;
  const hasMore = data?.isComplete === false;
  return {
    rows,
    isLoading: query.isPending,
    isLoadingMore: hasMore && query.isPlaceholderData,
    error: data === undefined ? query.error : null,
    hasMore,
    // One asks for more by hand: each step reads all again.
    paused: hasMore,
    pages: Math.ceil((data?.rows.length ?? 0) / 100),
    loadMore: readMore,
    retry: () => void query.refetch(),
  };
}
