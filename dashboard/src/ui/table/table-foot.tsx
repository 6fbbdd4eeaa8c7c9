import type { ListingState } from "../../data/use-listing.ts";
import { Button } from "../input/button.tsx";
import { Instant } from "../value/instant.tsx";

/** Marks the end of the list, or offers to search further back. */
export function TableFoot({ listing }: { readonly listing: ListingState<unknown> }) {
  const { rows, isLoading, isLoadingMore, hasMore, paused, pages, searchedTo = null, loadMore } = listing;
  return (
    <div className="table-foot" aria-live="polite">
      {isLoading || isLoadingMore ? (
        "Loading…"
      ) : paused ? (
        <>
          <span>
            {rows.length === 0 ? "Nothing matches so far" : "Nothing more matches so far"};{" "}
            {searchedTo === null ? (
              `${pages} pages were searched, newest first.`
            ) : (
              <>
                searched back to <Instant at={searchedTo} />.
              </>
            )}
          </span>
          <Button small onClick={loadMore}>
            Search further back
          </Button>
        </>
      ) : hasMore ? (
        <Button small onClick={loadMore}>
          Show more
        </Button>
      ) : (
        `${rows.length.toLocaleString("en")} in all`
      )}
    </div>
  );
}
