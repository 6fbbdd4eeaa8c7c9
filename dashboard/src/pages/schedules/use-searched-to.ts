import { useQuery } from "@tanstack/react-query";
import type { CursorListing } from "../../data/use-listing.ts";
import type { Schedule } from "../../sdk.ts";
import { useLandfall } from "../../session/account.tsx";

/** A listing that knows how far back it looked: the next schedule, whatever it is, was created just before that. */
export function useSearchedTo(listing: CursorListing<Schedule>): CursorListing<Schedule> {
  const landfall = useLandfall();
  const cursor = listing.paused ? listing.nextCursor : null;
  const { data } = useQuery({
    queryKey: ["searched-to", cursor],
    enabled: cursor !== null,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async ({ signal }) => {
      const next = await landfall.schedules.list(
        { limit: 1, ...(cursor !== null && { cursor }) },
        { signal },
      );
      return next.data[0]?.created_at ?? null;
    },
  });
  return { ...listing, searchedTo: data ?? null };
}
