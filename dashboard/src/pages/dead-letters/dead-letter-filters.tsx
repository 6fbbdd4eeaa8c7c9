import { Link } from "wouter";
import type { Filters } from "../../data/use-filters.ts";
import { EmptyState } from "../../ui/answer/empty-state.tsx";
import { SearchField } from "../../ui/input/search-field.tsx";
import { Select } from "../../ui/input/select.tsx";
import { Chip } from "../deliveries/chip.tsx";
import { EndpointFilter } from "../deliveries/endpoint-filter.tsx";
import { periodOf } from "../deliveries/period.ts";
import { PeriodFilter } from "../deliveries/period-filter.tsx";
import type { ApiFilter } from "./use-dead-letters.ts";

/** Dead letters by what became of them, the default first. */
export const kinds = ["waiting", "replayed", "all"] as const;

const kindLabels = { waiting: "not yet", replayed: "already", all: "all" } as const;

/** Filters of the page, all of them in the address. */
export function FilterBar({ filters }: { readonly filters: Filters }) {
  const { period } = periodOf(filters, "all");
  return (
    <div className="filter-bar">
      <SearchField
        label="Search destination"
        value={filters.get("q") ?? ""}
        onChange={(value) => filters.set("q", value)}
      />
      <Select
        name="Replayed"
        value={filters.oneOf("replayed", kinds)}
        choices={kinds.map((value) => ({ value, label: kindLabels[value] }))}
        onChange={(value) => filters.set("replayed", value === "waiting" ? null : value)}
      />
      <PeriodFilter filters={filters} period={period} byDefault="all" />
      <EndpointFilter value={filters.get("endpoint")} onChange={(id) => filters.set("endpoint", id)} />
      {(["error", "host", "schedule"] as const).map((name) => {
        const value = filters.get(name);
        const title = { error: "Error", host: "Host", schedule: "Schedule" }[name];
        return (
          value !== null && (
            <Chip key={name} name={title} onRemove={() => filters.set(name, null)}>
              {value}
            </Chip>
          )
        );
      })}
    </div>
  );
}

/** Says why there is none. */
export function NoDeadLetters({ filters }: { readonly filters: Filters }) {
  const isFiltered = ["q", "error", "host", "schedule", "endpoint", "period", "replayed"].some(
    (name) => filters.get(name) !== null,
  );
  return (
    <EmptyState icon="check" title={isFiltered ? "None matches these filters." : "No dead letter waits"}>
      <p>A delivery that fails for good is kept here until somebody replays it.</p>
      <p>
        {isFiltered ? (
          <Link href="/dead-letters">Show all that wait</Link>
        ) : (
          <Link href="/dead-letters?replayed=replayed">Those that were replayed already</Link>
        )}
      </p>
    </EmptyState>
  );
}

/** The filter that the API is asked with, and what tells it from others. */
export function filterOf(filters: Filters): { readonly key: readonly unknown[]; filter(): ApiFilter } {
  const q = filters.get("q");
  const endpointId = filters.get("endpoint");
  const scheduleId = filters.get("schedule");
  const { key, bounds } = periodOf(filters, "all");
  const plain = {
    ...(q && { q }),
    ...(endpointId && { endpoint_id: endpointId }),
    ...(scheduleId && { schedule_id: scheduleId }),
  };
  return { key: [plain, ...key], filter: () => ({ ...plain, ...bounds() }) };
}
