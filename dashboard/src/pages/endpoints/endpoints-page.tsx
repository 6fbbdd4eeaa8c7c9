import { useState } from "react";
import { Link } from "wouter";
import { useFilters } from "../../data/use-filters.ts";
import { useListing } from "../../data/use-listing.ts";
import { PageHead } from "../../frame/page-head.tsx";
import type { Endpoint } from "../../sdk.ts";
import { useAccount } from "../../session/account.tsx";
import { EmptyState } from "../../ui/answer/empty-state.tsx";
import { Button } from "../../ui/input/button.tsx";
import { SearchField } from "../../ui/input/search-field.tsx";
import { type Column, DataTable } from "../../ui/table/data-table.tsx";
import { State } from "../../ui/value/state.tsx";
import { LastOutcome } from "./last-outcome.tsx";
import { NewEndpointDialog } from "./new-endpoint-dialog.tsx";

const columns: readonly Column<Endpoint>[] = [
  { id: "state", header: "State", fit: true, card: "corner", cell: ({ state }) => <State state={state} /> },
  {
    id: "name",
    header: "Endpoint",
    card: "primary",
    cell: ({ id, name, url }) => (
      <Link href={`/endpoints/${id}`} className="cell-link" tabIndex={-1}>
        {name ?? url}
      </Link>
    ),
  },
  { id: "url", header: "URL", percent: 30, cell: ({ url }) => <span className="quiet">{url}</span> },
  { id: "breaker", header: "Breaker", fit: true, cell: ({ breaker }) => <State state={breaker.state} /> },
  { id: "last", header: "Last attempt", fit: true, cell: ({ id }) => <LastOutcome id={id} /> },
  {
    id: "rate",
    header: "Rate",
    fit: true,
    align: "end",
    hide: "medium",
    cell: ({ max_per_second: rate }) => (rate === null ? "no limit" : `${rate}/s`),
  },
  {
    id: "concurrency",
    header: "At once",
    fit: true,
    align: "end",
    hide: "medium",
    cell: ({ max_concurrency: most }) => most ?? "no limit",
  },
];

/** Every endpoint profile, newest first. */
export function EndpointsPage() {
  const { landfall, whyNot } = useAccount();
  const [isAsked, setAsked] = useState(false);
  const filters = useFilters();
  const q = filters.get("q") ?? "";
  const query = { ...(q !== "" && { q }), limit: 50 };
  const listing = useListing(["endpoints", query], (cursor, signal) =>
    landfall.endpoints.list({ ...query, ...(cursor && { cursor }) }, { signal }),
  );
  return (
    <>
      <PageHead title="Endpoints">
        <Button kind="primary" icon="plus" whyNot={whyNot("write")} onClick={() => setAsked(true)}>
          New endpoint
        </Button>
      </PageHead>
      <div className="filter-bar">
        <SearchField label="Search name or URL" value={q} onChange={(value) => filters.set("q", value)} />
      </div>
      <div className="panel">
        <DataTable
          label="Endpoints"
          listing={listing}
          columns={columns}
          idOf={({ id }) => id}
          href={({ id }) => `/endpoints/${id}`}
          empty={
            <EmptyState icon="endpoints" title={q === "" ? "No endpoint profiles" : "None matches"}>
              <p>
                A profile is a destination that many schedules share, with its headers, rate, concurrency,
                breaker and secret.
              </p>
            </EmptyState>
          }
        />
      </div>
      {isAsked && <NewEndpointDialog onClose={() => setAsked(false)} />}
    </>
  );
}
