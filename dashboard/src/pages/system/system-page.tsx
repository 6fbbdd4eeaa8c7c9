import "./system.css";
import { useQuery } from "@tanstack/react-query";
import { PageHead } from "../../frame/page-head.tsx";
import { useAccount } from "../../session/account.tsx";
import { QueryState } from "../../ui/answer/query-state.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Badge } from "../../ui/value/state.tsx";
import { BacklogPanel } from "./backlog-panel.tsx";
import { BreakersPanel } from "./breakers-panel.tsx";
import { ClocksPanel } from "./clocks-panel.tsx";
import { figuresOf } from "./figures-of.ts";
import { ProcessTable } from "./process-table.tsx";

const refreshMs = 5_000;

/** The service itself: its parts, what waits, its processes, versions and clocks. */
export function SystemPage() {
  const { landfall } = useAccount();
  const readiness = useQuery({
    queryKey: ["readiness"],
    refetchInterval: refreshMs,
    queryFn: ({ signal }) => landfall.service.readiness({ signal }),
  });
  const metrics = useQuery({
    queryKey: ["metrics"],
    refetchInterval: refreshMs,
    queryFn: async ({ signal }) => figuresOf(await landfall.service.metricsJson({ signal })),
  });
  const { status } = readiness.data ?? {};
  return (
    <>
      <PageHead
        title="System"
        badge={
          status && (
            <Badge tone={status === "ready" ? "good" : "bad"} icon={status === "ready" ? "check" : "alert"}>
              {status === "ready" ? "Ready" : "Not ready"}
            </Badge>
          )
        }
      />
      <div className="system-columns">
        <Panel title="Parts">
          <QueryState query={readiness}>{(shown) => <Parts {...shown} />}</QueryState>
        </Panel>
        <BacklogPanel metrics={metrics} />
        <ClocksPanel metrics={metrics} rules={readiness.data?.time_zone_rules ?? null} />
        <BreakersPanel />
      </div>
      <Panel title="Processes">
        <QueryState query={metrics}>{({ processes }) => <ProcessTable processes={processes} />}</QueryState>
      </Panel>
    </>
  );
}

function Parts({
  checks,
  reasons,
}: {
  readonly checks: Readonly<Record<string, string>>;
  readonly reasons?: Readonly<Record<string, string>> | undefined;
}) {
  return (
    <ul className="parts">
      {Object.entries(checks).map(([name, check]) => (
        <li key={name}>
          <div className="spread">
            <strong>{name}</strong>
            <Badge tone={check === "ok" ? "good" : "bad"} icon={check === "ok" ? "check" : "alert"}>
              {check === "ok" ? "Answers" : "Unavailable"}
            </Badge>
          </div>
          <p className="quiet small">
            {check === "ok"
              ? roles[name]
              : `${reasons?.[name] ?? "It does not answer"}. ${consequences[name] ?? ""}`}
          </p>
        </li>
      ))}
    </ul>
  );
}

const roles: Readonly<Record<string, string>> = {
  scheduler: "Keeps schedules and plans their occurrences, in the store.",
  dispatcher: "Sends deliveries and settles them, in the store.",
  accounts: "Knows keys, projects and secrets, in the store.",
};

const consequences: Readonly<Record<string, string>> = {
  scheduler: "What is planned goes out; nothing new is planned or changed.",
  dispatcher: "Nothing goes out until it is back; nothing is lost.",
  accounts: "Keys that were not used lately are refused.",
};
