import { useFilters } from "../../data/use-filters.ts";
import { useListing } from "../../data/use-listing.ts";
import { PageHead } from "../../frame/page-head.tsx";
import { useLandfall } from "../../session/account.tsx";
import { SearchField } from "../../ui/input/search-field.tsx";
import { Select } from "../../ui/input/select.tsx";
import { DataTable } from "../../ui/table/data-table.tsx";
import { stateLabel } from "../../ui/value/state.tsx";
import { Chip } from "./chip.tsx";
import { deliveryColumns } from "./delivery-columns.tsx";
import { EndpointFilter } from "./endpoint-filter.tsx";
import { NoneMatches } from "./none-matches.tsx";
import { periodOf } from "./period.ts";
import { PeriodFilter } from "./period-filter.tsx";
import { stateChoices } from "./state-choices.ts";

/** Open deliveries were made whenever their schedule was: a period would hide them. */
const openStates: readonly string[] = ["scheduled", "dispatching", "retrying"];

/** Every delivery, newest first. */
export function DeliveriesPage() {
  const landfall = useLandfall();
  const filters = useFilters();
  const state = filters.oneOf("state", stateChoices);
  const q = filters.get("q") ?? "";
  const endpointId = filters.get("endpoint");
  const scheduleId = filters.get("schedule");
  const byDefault = openStates.includes(state) ? "all" : "24h";
  const { period, key, bounds } = periodOf(filters, byDefault);
  const query = {
    ...(state !== "all" && { state }),
    ...(q !== "" && { q }),
    ...(endpointId && { endpoint_id: endpointId }),
    ...(scheduleId && { schedule_id: scheduleId }),
    limit: 50,
  };
  const listing = useListing(["deliveries", query, key], (cursor, signal) =>
    landfall.deliveries.list({ ...query, ...bounds(), ...(cursor && { cursor }) }, { signal }),
  );
  return (
    <>
      <PageHead title="Deliveries" />
      <div className="filter-bar">
        <SearchField label="Search destination" value={q} onChange={(value) => filters.set("q", value)} />
        <Select
          name="State"
          value={state}
          choices={stateChoices.map((value) => ({
            value,
            label: value === "all" ? "all" : stateLabel(value),
          }))}
          onChange={(value) => filters.set("state", value === "all" ? null : value)}
        />
        <PeriodFilter filters={filters} period={period} byDefault={byDefault} />
        <EndpointFilter value={endpointId} onChange={(id) => filters.set("endpoint", id)} />
        {scheduleId !== null && (
          <Chip name="Schedule" onRemove={() => filters.set("schedule", null)}>
            <span className="mono">{scheduleId}</span>
          </Chip>
        )}
      </div>
      <div className="panel">
        <DataTable
          label="Deliveries"
          listing={listing}
          columns={deliveryColumns}
          idOf={({ id }) => id}
          href={({ id }) => `/deliveries/${id}`}
          empty={<NoneMatches path="/deliveries" filters={filters} period={period} byDefault={byDefault} />}
        />
      </div>
    </>
  );
}
