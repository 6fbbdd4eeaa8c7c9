import "./endpoint.css";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useParams } from "wouter";
import { useListing } from "../../data/use-listing.ts";
import { PageHead } from "../../frame/page-head.tsx";
import type { Endpoint } from "../../sdk.ts";
import { useLandfall } from "../../session/account.tsx";
import { EmptyState } from "../../ui/answer/empty-state.tsx";
import { QueryState } from "../../ui/answer/query-state.tsx";
import { Panel } from "../../ui/panel.tsx";
import { DataTable } from "../../ui/table/data-table.tsx";
import { State } from "../../ui/value/state.tsx";
import { deliveryColumns } from "../deliveries/delivery-columns.tsx";
import { EndpointActions } from "./endpoint-actions.tsx";
import { BreakerPanel, ProfilePanel } from "./endpoint-panels.tsx";
import { SecretPanel } from "./secret-panel.tsx";
import { TestPanel } from "./test-panel.tsx";

/** One endpoint profile: where it goes, what bounds it, its breaker, its secret, what went there. */
export function EndpointPage() {
  const { id = "" } = useParams();
  const landfall = useLandfall();
  const [isDeleted, setDeleted] = useState(false);
  const query = useQuery({
    queryKey: ["endpoint", id],
    enabled: !isDeleted,
    refetchInterval: 5_000,
    queryFn: ({ signal }) => landfall.endpoints.get(id, { signal }),
  });
  const endpoint = query.data;
  return (
    <>
      <PageHead
        title={endpoint?.name ?? id}
        mono={!endpoint?.name}
        crumbs={[{ href: "/endpoints", name: "Endpoints" }]}
        badge={endpoint && <State state={endpoint.state} />}
      >
        {endpoint && <EndpointActions endpoint={endpoint} onDeleted={() => setDeleted(true)} />}
      </PageHead>
      {endpoint === undefined ? (
        <Panel title="Endpoint">
          <QueryState query={query}>{() => null}</QueryState>
        </Panel>
      ) : (
        <EndpointBody endpoint={endpoint} />
      )}
    </>
  );
}

function EndpointBody({ endpoint }: { readonly endpoint: Endpoint }) {
  return (
    <>
      <div className="endpoint-columns">
        <ProfilePanel endpoint={endpoint} />
        <div className="stack">
          <BreakerPanel endpoint={endpoint} />
          <TestPanel endpoint={endpoint} />
          <SecretPanel endpoint={endpoint} />
        </div>
      </div>
      <Latest id={endpoint.id} />
    </>
  );
}

/** The newest deliveries to it, and its dead letters by number. */
function Latest({ id }: { readonly id: string }) {
  const landfall = useLandfall();
  const listing = useListing(["deliveries", { endpoint_id: id, limit: 25 }], (cursor, signal) =>
    landfall.deliveries.list({ endpoint_id: id, limit: 25, ...(cursor && { cursor }) }, { signal }),
  );
  const dead = useQuery({
    queryKey: ["dead-letters", "count", id],
    refetchInterval: 10_000,
    queryFn: ({ signal }) =>
      landfall.deadLetters
        .list({ endpoint_id: id, limit: 1, include_total: true }, { signal })
        .then((page) => page),
  });
  const { total, data: [first] = [] } = dead.data ?? {};
  // The total is left out where counting would take too long.
  const count = total ?? (first === undefined ? 0 : null);
  return (
    <Panel
      title="Deliveries"
      actions={
        <span className="row small">
          {first !== undefined && (
            <Link href={`/dead-letters?endpoint=${id}`}>
              {count === null ? "its dead letters" : `${count} dead ${count === 1 ? "letter" : "letters"}`}
            </Link>
          )}
          <Link href={`/deliveries?endpoint=${id}&period=all`}>Filter them</Link>
        </span>
      }
    >
      <DataTable
        label="Deliveries"
        listing={listing}
        columns={deliveryColumns}
        idOf={(each) => each.id}
        href={(each) => `/deliveries/${each.id}`}
        empty={<EmptyState icon="deliveries" title="Nothing was sent to it yet." />}
      />
    </Panel>
  );
}
