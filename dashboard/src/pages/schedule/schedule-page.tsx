import { useQuery } from "@tanstack/react-query";
import { useParams } from "wouter";
import { PageHead } from "../../frame/page-head.tsx";
import { useLandfall } from "../../session/account.tsx";
import { Facts } from "../../ui/facts.tsx";
import { Instant } from "../../ui/instant.tsx";
import { Panel } from "../../ui/panel.tsx";
import { QueryState } from "../../ui/query-state.tsx";
import { State } from "../../ui/state.tsx";
import { timingText } from "../schedules/timing-text.ts";

/** One schedule: its plan and its state. */
export function SchedulePage() {
  const { id = "" } = useParams();
  const landfall = useLandfall();
  const query = useQuery({
    queryKey: ["schedule", id],
    refetchInterval: 5_000,
    queryFn: ({ signal }) => landfall.schedules.get(id, { signal }),
  });
  const schedule = query.data;
  return (
    <>
      <PageHead
        title={schedule?.name ?? id}
        mono={!schedule?.name}
        crumbs={[{ href: "/schedules", name: "Schedules" }]}
        badge={schedule && <State state={schedule.state} />}
      />
      <Panel title="Plan">
        <QueryState query={query}>
          {(shown) => (
            <Facts
              lines={[
                ["Id", <code key="id">{shown.id}</code>],
                ["When", <code key="when">{timingText(shown)}</code>],
                ["Time zone", shown.timezone],
                ["Next run", <Instant key="next" at={shown.next_fire_at} zone={shown.timezone} />],
                ["Runs so far", shown.run_count],
                ["Destination", `${shown.method} ${shown.endpoint ?? ""}`],
              ]}
            />
          )}
        </QueryState>
      </Panel>
    </>
  );
}
