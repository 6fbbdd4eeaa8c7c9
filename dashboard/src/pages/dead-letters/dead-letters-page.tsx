import { useFilters } from "../../data/use-filters.ts";
import { useListing } from "../../data/use-listing.ts";
import { PageHead } from "../../frame/page-head.tsx";
import { useLandfall } from "../../session/account.tsx";
import { DataTable } from "../../ui/data-table.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { SearchField } from "../../ui/search-field.tsx";
import { deliveryColumns } from "../deliveries/delivery-columns.tsx";

/** Deliveries that failed for good, newest first. */
export function DeadLettersPage() {
  const landfall = useLandfall();
  const filters = useFilters();
  const q = filters.get("q") ?? "";
  const query = { ...(q !== "" && { q }), limit: 50 };
  const listing = useListing(["dead-letters", query], (cursor, signal) =>
    landfall.deadLetters.list({ ...query, ...(cursor && { cursor }) }, { signal }),
  );
  return (
    <>
      <PageHead title="Dead letters" />
      <div className="filter-bar">
        <SearchField label="Search destination" value={q} onChange={(value) => filters.set("q", value)} />
      </div>
      <div className="panel">
        <DataTable
          label="Dead letters"
          listing={listing}
          columns={deliveryColumns}
          idOf={({ id }) => id}
          href={({ id }) => `/deliveries/${id}`}
          empty={
            <EmptyState icon="check" title={q === "" ? "No dead letters" : "None matches"}>
              <p>A delivery that fails for good is kept here until somebody replays it.</p>
            </EmptyState>
          }
        />
      </div>
    </>
  );
}
