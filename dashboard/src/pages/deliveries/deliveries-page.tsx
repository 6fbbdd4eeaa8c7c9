import { Link } from "wouter";
import { useFilters } from "../../data/use-filters.ts";
import { useListing } from "../../data/use-listing.ts";
import { PageHead } from "../../frame/page-head.tsx";
import { useLandfall } from "../../session/account.tsx";
import { DataTable } from "../../ui/data-table.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { SearchField } from "../../ui/search-field.tsx";
import { Select } from "../../ui/select.tsx";
import { stateLabel } from "../../ui/state.tsx";
import { deliveryColumns } from "./delivery-columns.tsx";

const states = [
  "all",
  "scheduled",
  "dispatching",
  "retrying",
  "succeeded",
  "dead_lettered",
  "expired",
  "canceled",
  "skipped",
] as const;

/** Every delivery, newest first. */
export function DeliveriesPage() {
  const landfall = useLandfall();
  const filters = useFilters();
  const state = filters.oneOf("state", states);
  const q = filters.get("q") ?? "";
  const query = { ...(state !== "all" && { state }), ...(q !== "" && { q }), limit: 50 };
  const listing = useListing(["deliveries", query], (cursor, signal) =>
    landfall.deliveries.list({ ...query, ...(cursor && { cursor }) }, { signal }),
  );
  return (
    <>
      <PageHead title="Deliveries" />
      <div className="filter-bar">
        <SearchField label="Search destination" value={q} onChange={(value) => filters.set("q", value)} />
        <Select
          name="State"
          value={state}
          choices={states.map((value) => ({ value, label: value === "all" ? "all" : stateLabel(value) }))}
          onChange={(value) => filters.set("state", value === "all" ? null : value)}
        />
      </div>
      <div className="panel">
        <DataTable
          label="Deliveries"
          listing={listing}
          columns={deliveryColumns}
          idOf={({ id }) => id}
          href={({ id }) => `/deliveries/${id}`}
          empty={
            <EmptyState icon="deliveries" title="No deliveries">
              <p>
                {q !== "" || state !== "all" ? (
                  "None matches these filters."
                ) : (
                  <>
                    A delivery is made for each occurrence of a schedule. Look at the{" "}
                    <Link href="/schedules">schedules</Link>.
                  </>
                )}
              </p>
            </EmptyState>
          }
        />
      </div>
    </>
  );
}
