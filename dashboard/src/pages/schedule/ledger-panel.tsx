import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { serverNow } from "../../now.ts";
import type { Ledger, Schedule } from "../../sdk.ts";
import { useLandfall } from "../../session/account.tsx";
import { QueryState } from "../../ui/answer/query-state.tsx";
import { Segments } from "../../ui/input/segments.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Instant } from "../../ui/value/instant.tsx";
import { Badge, stateLabel } from "../../ui/value/state.tsx";

const periods = [
  { value: "24h", label: "24 h" },
  { value: "7d", label: "7 d" },
  { value: "31d", label: "31 d" },
] as const;

const periodMs = { "24h": 86_400_000, "7d": 7 * 86_400_000, "31d": 31 * 86_400_000 - 60_000 } as const;
const refreshMs = 15_000;

/** The plan held against what became of it. */
export function LedgerPanel({ schedule }: { readonly schedule: Schedule }) {
  const landfall = useLandfall();
  const [period, setPeriod] = useState<keyof typeof periodMs>("24h");
  const query = useQuery({
    queryKey: ["schedule-ledger", schedule.id, period],
    refetchInterval: refreshMs,
    queryFn: ({ signal }) => {
      const from = new Date(serverNow() - periodMs[period]).toISOString();
      return landfall.schedules.ledger(schedule.id, { from }, { signal });
    },
  });
  return (
    <Panel
      title="Ledger"
      actions={
        <Segments<keyof typeof periodMs>
          name="Period of the ledger"
          value={period}
          choices={periods}
          onChange={setPeriod}
        />
      }
    >
      <QueryState query={query}>{(ledger) => <Shown ledger={ledger} />}</QueryState>
    </Panel>
  );
}

const settledStates = ["succeeded", "dead_lettered", "expired", "canceled", "skipped"] as const;

function Shown({ ledger }: { readonly ledger: Ledger }) {
  const { planned, settled, open, beside_plan, holes, holes_at, retained_from } = ledger;
  const count = (value: number) => value.toLocaleString("en");
  return (
    <div className="panel-body stack">
      <p>
        {holes === 0 ? (
          <Badge tone="good" icon="check">
            No holes
          </Badge>
        ) : (
          <Badge tone="bad" icon="alert">
            {count(holes)} {holes === 1 ? "hole" : "holes"}
          </Badge>
        )}{" "}
        {planned === 0
          ? "Nothing was planned in this time."
          : holes === 0
            ? "Each planned occurrence has its delivery."
            : "These occurrences were planned and have no delivery:"}
      </p>
      {holes_at.length > 0 && (
        <ul className="holes" aria-label="Holes">
          {holes_at.map(({ at }) => (
            <li key={at}>
              <Instant at={at} />
            </li>
          ))}
        </ul>
      )}
      <dl className="ledger">
        <div className="sum">
          <dt>Planned</dt>
          <dd>{count(planned)}</dd>
        </div>
        {settledStates.map((state) => (
          <div key={state} data-none={settled[state] === 0 || undefined}>
            <dt>{stateLabel(state)}</dt>
            <dd>{count(settled[state])}</dd>
          </div>
        ))}
        <div data-none={open === 0 || undefined}>
          <dt>Open</dt>
          <dd>{count(open)}</dd>
        </div>
        <div data-none={beside_plan === 0 || undefined}>
          <dt>Beside the plan</dt>
          <dd>{count(beside_plan)}</dd>
        </div>
      </dl>
      {retained_from !== null && (
        <p className="small quiet">
          Counted from <Instant at={retained_from} />: what ended before may have been purged.
        </p>
      )}
    </div>
  );
}
