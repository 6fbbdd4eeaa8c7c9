import { Link } from "wouter";
import { useFilters } from "../../data/use-filters.ts";
import { useListing } from "../../data/use-listing.ts";
import { PageHead } from "../../frame/page-head.tsx";
import type { LogEntry } from "../../sdk.ts";
import { useLandfall } from "../../session/account.tsx";
import { type Column, DataTable } from "../../ui/data-table.tsx";
import { Destination } from "../../ui/destination.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Instant } from "../../ui/instant.tsx";
import { spanText } from "../../ui/instant-text.ts";
import { SearchField } from "../../ui/search-field.tsx";
import { Select } from "../../ui/select.tsx";
import { State, stateLabel } from "../../ui/state.tsx";

const outcomes = ["all", "succeeded", "retry", "failed"] as const;

const columns: readonly Column<LogEntry>[] = [
  {
    id: "outcome",
    header: "Outcome",
    fit: true,
    card: "corner",
    cell: ({ outcome }) => <State state={outcome} />,
  },
  {
    id: "endpoint",
    header: "Destination",
    percent: 45,
    card: "primary",
    cell: ({ delivery_id, method, endpoint }) => (
      <Link href={`/deliveries/${delivery_id}`} className="cell-link" tabIndex={-1}>
        <Destination method={method} url={endpoint} />
      </Link>
    ),
  },
  { id: "at", header: "Started", fit: true, cell: ({ started_at }) => <Instant at={started_at} inRow /> },
  { id: "number", header: "Attempt", fit: true, align: "end", cell: ({ number }) => number },
  {
    id: "answer",
    header: "Answer",
    cell: ({ status_code, error }) => [status_code, error?.message].filter(Boolean).join(" · ") || "–",
  },
  { id: "took", header: "Took", fit: true, align: "end", cell: ({ duration_ms }) => spanText(duration_ms) },
];

/** Every attempt, newest first; new ones appear by themselves. */
export function LogsPage() {
  const landfall = useLandfall();
  const filters = useFilters();
  const outcome = filters.oneOf("outcome", outcomes);
  const q = filters.get("q") ?? "";
  const query = { ...(outcome !== "all" && { outcome }), ...(q !== "" && { q }), limit: 50 };
  const listing = useListing(
    ["logs", query],
    (cursor, signal) => landfall.logs.list({ ...query, ...(cursor && { cursor }) }, { signal }),
    2_000,
  );
  return (
    <>
      <PageHead title="Logs" />
      <div className="filter-bar">
        <SearchField label="Search destination" value={q} onChange={(value) => filters.set("q", value)} />
        <Select
          name="Outcome"
          value={outcome}
          choices={outcomes.map((value) => ({ value, label: value === "all" ? "all" : stateLabel(value) }))}
          onChange={(value) => filters.set("outcome", value === "all" ? null : value)}
        />
      </div>
      <div className="panel">
        <DataTable
          label="Attempts"
          listing={listing}
          columns={columns}
          idOf={({ id }) => id}
          href={({ delivery_id }) => `/deliveries/${delivery_id}`}
          empty={
            <EmptyState icon="logs" title="No attempts">
              <p>{q === "" && outcome === "all" ? "Nothing was sent yet." : "None matches these filters."}</p>
            </EmptyState>
          }
        />
      </div>
    </>
  );
}
