import "./overview.css";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useFilters } from "../../data/use-filters.ts";
import { PageHead } from "../../frame/page-head.tsx";
import { useLandfall } from "../../session/account.tsx";
import { QueryState } from "../../ui/answer/query-state.tsx";
import { Segments } from "../../ui/input/segments.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Attention } from "./attention.tsx";
import { Figures } from "./figures.tsx";
import { Histogram } from "./histogram.tsx";
import { NextHour } from "./next-hour.tsx";
import { LatenessChart, VolumeChart } from "./series-charts.tsx";

const periods = ["24h", "7d", "30d"] as const;
const labels = { "24h": "24 hours", "7d": "7 days", "30d": "30 days" } as const;
const refreshMs = 5_000;

/** Sums up the project: punctuality, outcomes, what needs attention, what comes next. */
export function OverviewPage() {
  const landfall = useLandfall();
  const filters = useFilters();
  const period = filters.oneOf("period", periods);
  const query = useQuery({
    queryKey: ["overview", period],
    queryFn: ({ signal }) => landfall.figures.overview({ period }, { signal }),
    refetchInterval: refreshMs,
    placeholderData: keepPreviousData,
  });
  return (
    <>
      <PageHead title="Overview">
        <Segments
          name="Period"
          value={period}
          choices={periods.map((value) => ({ value, label: labels[value] }))}
          onChange={(value) => filters.set("period", value)}
        />
      </PageHead>
      <section className="panel figures-panel" aria-label="Figures">
        <QueryState query={query}>{(overview) => <Figures overview={overview} />}</QueryState>
      </section>
      <div className="two">
        <Attention overview={query.data} />
        <NextHour overview={query.data} />
      </div>
      <div className="two charts">
        {query.data === undefined ? (
          <Panel title="Lateness">
            <QueryState query={query}>{() => null}</QueryState>
          </Panel>
        ) : (
          <>
            <LatenessChart overview={query.data} />
            <VolumeChart overview={query.data} />
            <Histogram overview={query.data} />
          </>
        )}
      </div>
    </>
  );
}
