import type { Filters } from "../../data/use-filters.ts";
import { SearchField } from "../../ui/input/search-field.tsx";
import { Select } from "../../ui/input/select.tsx";
import { stateLabel } from "../../ui/value/state.tsx";
import { EndpointFilter } from "../deliveries/endpoint-filter.tsx";
import type { LogQuery } from "./use-live-log.ts";

const outcomes = ["all", "succeeded", "retry", "failed"] as const;

/** Reads from the address what is asked for. */
export function logQueryOf(filters: Filters): LogQuery {
  const outcome = filters.oneOf("outcome", outcomes);
  const q = filters.get("q");
  const status = Number(filters.get("status") ?? "");
  const endpointId = filters.get("endpoint");
  return {
    ...(outcome !== "all" && { outcome }),
    ...(q && { q }),
    ...(isStatus(status) && { status_code: status }),
    ...(endpointId && { endpoint_id: endpointId }),
  };
}

/** Filters of the log, all of them in the address. */
export function LogFilterBar({ filters }: { readonly filters: Filters }) {
  const outcome = filters.oneOf("outcome", outcomes);
  const status = filters.get("status");
  return (
    <div className="filter-bar">
      <SearchField
        label="Search destination"
        value={filters.get("q") ?? ""}
        onChange={(value) => filters.set("q", value)}
      />
      <Select
        name="Outcome"
        value={outcome}
        choices={outcomes.map((value) => ({ value, label: value === "all" ? "all" : stateLabel(value) }))}
        onChange={(value) => filters.set("outcome", value === "all" ? null : value)}
      />
      <StatusField value={status ?? ""} onChange={(value) => filters.set("status", value)} />
      <EndpointFilter value={filters.get("endpoint")} onChange={(id) => filters.set("endpoint", id)} />
    </div>
  );
}

/** A status is exact: the API knows no classes. */
function StatusField({ value, onChange }: { readonly value: string; onChange(value: string): void }) {
  return (
    <input
      className="input status-field"
      aria-label="Status of the answer"
      placeholder="Status"
      inputMode="numeric"
      maxLength={3}
      defaultValue={value}
      onChange={({ target }) => {
        if (target.value === "" || isStatus(Number(target.value))) onChange(target.value);
      }}
    />
  );
}

function isStatus(status: number): boolean {
  return Number.isInteger(status) && status >= 100 && status <= 999;
}
