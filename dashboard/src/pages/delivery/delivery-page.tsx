import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "wouter";
import { PageHead } from "../../frame/page-head.tsx";
import { useLandfall } from "../../session/account.tsx";
import { Facts } from "../../ui/facts.tsx";
import { Instant } from "../../ui/instant.tsx";
import { Panel } from "../../ui/panel.tsx";
import { QueryState } from "../../ui/query-state.tsx";
import { reasonText, State } from "../../ui/state.tsx";

/** One delivery: when it was due, what became of it. */
export function DeliveryPage() {
  const { id = "" } = useParams();
  const landfall = useLandfall();
  const query = useQuery({
    queryKey: ["delivery", id],
    refetchInterval: 5_000,
    queryFn: ({ signal }) => landfall.deliveries.get(id, { signal }),
  });
  return (
    <>
      <PageHead
        title={id}
        mono
        crumbs={[{ href: "/deliveries", name: "Deliveries" }]}
        badge={query.data && <State state={query.data.state} />}
      />
      <Panel title="Delivery">
        <QueryState query={query}>
          {(shown) => (
            <Facts
              lines={[
                [
                  "Schedule",
                  <Link key="of" href={`/schedules/${shown.schedule_id}`}>
                    {shown.schedule_id}
                  </Link>,
                ],
                ["Destination", `${shown.method} ${shown.endpoint}`],
                ["Due", <Instant key="due" at={shown.scheduled_for} />],
                ["Next attempt", <Instant key="next" at={shown.next_attempt_at} />],
                ["Ended", <Instant key="ended" at={shown.completed_at} />],
                ["Attempts", shown.attempt_count],
                ["Reason", shown.reason && reasonText[shown.reason]],
                ["Last error", shown.last_error?.message],
              ]}
            />
          )}
        </QueryState>
      </Panel>
    </>
  );
}
