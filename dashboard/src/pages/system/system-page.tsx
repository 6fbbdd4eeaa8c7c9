import { useQuery } from "@tanstack/react-query";
import { PageHead } from "../../frame/page-head.tsx";
import { useAccount } from "../../session/account.tsx";
import { Facts } from "../../ui/facts.tsx";
import { Panel } from "../../ui/panel.tsx";
import { QueryState } from "../../ui/query-state.tsx";
import { Badge } from "../../ui/state.tsx";

/** The service itself: its parts, versions and clocks. */
export function SystemPage() {
  const { landfall, who } = useAccount();
  const query = useQuery({
    queryKey: ["readiness"],
    refetchInterval: 5_000,
    queryFn: ({ signal }) => landfall.service.readiness({ signal }),
  });
  return (
    <>
      <PageHead title="System" />
      <Panel title="Parts">
        <QueryState query={query}>
          {({ checks, reasons }) => (
            <Facts
              lines={Object.entries(checks).map(([name, check]) => [
                name,
                check === "ok" ? (
                  <Badge key={name} tone="good" icon="check">
                    Answers
                  </Badge>
                ) : (
                  <Badge key={name} tone="bad" icon="alert">
                    {reasons?.[name] ?? "Does not answer"}
                  </Badge>
                ),
              ])}
            />
          )}
        </QueryState>
      </Panel>
      <Panel title="Versions">
        <Facts
          lines={[
            ["Landfall", who?.version],
            ["Time zone rules", who?.time_zone_rules],
          ]}
        />
      </Panel>
    </>
  );
}
