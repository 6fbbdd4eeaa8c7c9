import { useQuery } from "@tanstack/react-query";
import { useParams } from "wouter";
import { PageHead } from "../../frame/page-head.tsx";
import { useLandfall } from "../../session/account.tsx";
import { Facts } from "../../ui/facts.tsx";
import { Instant } from "../../ui/instant.tsx";
import { Panel } from "../../ui/panel.tsx";
import { QueryState } from "../../ui/query-state.tsx";
import { State } from "../../ui/state.tsx";

/** One endpoint profile: where it goes, what bounds it, its breaker. */
export function EndpointPage() {
  const { id = "" } = useParams();
  const landfall = useLandfall();
  const query = useQuery({
    queryKey: ["endpoint", id],
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
      />
      <Panel title="Endpoint">
        <QueryState query={query}>
          {(shown) => (
            <Facts
              lines={[
                ["URL", shown.url],
                ["Breaker", <State key="breaker" state={shown.breaker.state} />],
                ["Breaker since", <Instant key="since" at={shown.breaker.changed_at} />],
                ["Rate", shown.max_per_second === null ? "no limit" : `${shown.max_per_second} per second`],
                ["At once", shown.max_concurrency ?? "no limit"],
              ]}
            />
          )}
        </QueryState>
      </Panel>
    </>
  );
}
