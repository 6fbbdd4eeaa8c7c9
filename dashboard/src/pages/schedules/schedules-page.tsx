import { Link } from "wouter";
import { useFilters } from "../../data/use-filters.ts";
import { useListing } from "../../data/use-listing.ts";
import { PageHead } from "../../frame/page-head.tsx";
import type { Schedule } from "../../sdk.ts";
import { useLandfall } from "../../session/account.tsx";
import { type Column, DataTable } from "../../ui/data-table.tsx";
import { Destination } from "../../ui/destination.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Instant } from "../../ui/instant.tsx";
import { SearchField } from "../../ui/search-field.tsx";
import { Select } from "../../ui/select.tsx";
import { State, stateLabel } from "../../ui/state.tsx";
import { timingText } from "./timing-text.ts";

const states = ["all", "active", "paused", "completed", "canceled", "exhausted"] as const;

const columns: readonly Column<Schedule>[] = [
  { id: "state", header: "State", fit: true, card: "corner", cell: ({ state }) => <State state={state} /> },
  {
    id: "name",
    header: "Schedule",
    card: "primary",
    cell: ({ id, name }) => (
      <Link href={`/schedules/${id}`} className="cell-link" tabIndex={-1}>
        {name ?? <span className="mono">{id}</span>}
      </Link>
    ),
  },
  {
    id: "timing",
    header: "When",
    fit: true,
    cell: (schedule) => <span className="mono">{timingText(schedule)}</span>,
  },
  {
    id: "next",
    header: "Next run",
    fit: true,
    cell: ({ next_fire_at, timezone }) => <Instant at={next_fire_at} zone={timezone} inRow />,
  },
  { id: "runs", header: "Runs", fit: true, align: "end", hide: "medium", cell: ({ run_count }) => run_count },
  {
    id: "endpoint",
    header: "Destination",
    cell: ({ method, endpoint, endpoint_id }) =>
      endpoint === null ? (
        <Link href={`/endpoints/${endpoint_id}`} className="mono" tabIndex={-1}>
          {endpoint_id}
        </Link>
      ) : (
        <Destination method={method} url={endpoint} />
      ),
  },
];

/** Every schedule, newest first. */
export function SchedulesPage() {
  const landfall = useLandfall();
  const filters = useFilters();
  const state = filters.oneOf("state", states);
  const q = filters.get("q") ?? "";
  const query = { ...(state !== "all" && { state }), ...(q !== "" && { q }), limit: 50 };
  const listing = useListing(["schedules", query], (cursor, signal) =>
    landfall.schedules.list({ ...query, ...(cursor && { cursor }) }, { signal }),
  );
  return (
    <>
      <PageHead title="Schedules" />
      <div className="filter-bar">
        <SearchField
          label="Search name or destination"
          value={q}
          onChange={(value) => filters.set("q", value)}
        />
        <Select
          name="State"
          value={state}
          choices={states.map((value) => ({ value, label: value === "all" ? "all" : stateLabel(value) }))}
          onChange={(value) => filters.set("state", value === "all" ? null : value)}
        />
      </div>
      <div className="panel">
        <DataTable
          label="Schedules"
          listing={listing}
          columns={columns}
          idOf={({ id }) => id}
          href={({ id }) => `/schedules/${id}`}
          empty={
            <EmptyState icon="schedules" title="No schedules">
              <p>
                {q === "" && state === "all"
                  ? "A schedule says what is sent where, and when: once, at an interval, or by a cron expression."
                  : "None matches these filters."}
              </p>
            </EmptyState>
          }
        />
      </div>
    </>
  );
}
