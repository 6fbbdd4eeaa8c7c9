import type { Delivery, DeliveryState, Schedule } from "../../sdk.ts";
import { QueryState } from "../../ui/answer/query-state.tsx";
import { Panel } from "../../ui/panel.tsx";
import { spanText } from "../../ui/value/instant-text.ts";
import { stateLabel } from "../../ui/value/state.tsx";
import { OutcomeStrip } from "./outcome-strip.tsx";
import { runFigures } from "./run-figures.ts";
import { useRuns } from "./use-runs.ts";

/** The newest outcomes as a strip, in words and in figures. */
export function OutcomesPanel({ schedule }: { readonly schedule: Schedule }) {
  const { deliveries, attempts } = useRuns(schedule.id);
  return (
    <Panel title="Outcomes">
      <QueryState query={deliveries}>
        {(shown) =>
          shown.length === 0 ? (
            <p className="panel-body quiet">Nothing was due yet.</p>
          ) : (
            <div className="panel-body stack">
              <OutcomeStrip deliveries={shown} />
              <p className="small quiet">{countText(shown)}</p>
              <Figures deliveries={shown} attempts={attempts.data ?? []} />
            </div>
          )
        }
      </QueryState>
    </Panel>
  );
}

function countText(deliveries: readonly Delivery[]): string {
  const counts = new Map<DeliveryState, number>();
  for (const { state } of deliveries) counts.set(state, (counts.get(state) ?? 0) + 1);
  const parts = [...counts].map(([state, count]) => `${count} ${stateLabel(state).toLowerCase()}`);
  const all =
    deliveries.length === 1
      ? "The only delivery so far"
      : `The newest ${deliveries.length} deliveries, oldest first`;
  return `${all}: ${parts.join(", ")}.`;
}

function Figures(props: Parameters<typeof runFiguresOf>[0]) {
  const figures = runFiguresOf(props);
  return (
    <dl className="run-figures">
      {figures.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function runFiguresOf({
  deliveries,
  attempts,
}: {
  readonly deliveries: readonly Delivery[];
  readonly attempts: Parameters<typeof runFigures>[1];
}): readonly (readonly [name: string, value: string])[] {
  const figures = runFigures(deliveries, attempts);
  const span = (ms: number | null) => (ms === null ? "–" : spanText(ms));
  return [
    [
      "Succeeded",
      figures.successRate === null
        ? "–"
        : `${Math.floor(figures.successRate * 1_000) / 10} % of ${figures.settled}`,
    ],
    ["Lateness p50", span(figures.lateP50Ms)],
    ["Lateness p95", span(figures.lateP95Ms)],
    ["Attempts each", figures.attemptsEach === null ? "–" : figures.attemptsEach.toFixed(1)],
    ["Answer time p50", span(figures.answerP50Ms)],
    ["Answer time p95", span(figures.answerP95Ms)],
  ];
}
