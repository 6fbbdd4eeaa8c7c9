import { Link, useLocation } from "wouter";
import type { Filters } from "../../data/use-filters.ts";
import { EmptyState } from "../../ui/answer/empty-state.tsx";
import { Button } from "../../ui/input/button.tsx";
import { type Period, periodLabels } from "./period.ts";

const names = ["q", "state", "endpoint", "schedule", "outcome", "status"];

/** Says that no delivery is there, which filter may be the reason, and how to widen it. */
export function NoneMatches({
  path,
  filters,
  period,
  byDefault,
}: {
  /** Of the page, without its filters. */
  readonly path: string;
  readonly filters: Filters;
  readonly period: Period;
  readonly byDefault: Period;
}) {
  const [, go] = useLocation();
  const isFiltered = names.some((name) => filters.get(name) !== null);
  return (
    <EmptyState icon="deliveries" title={isFiltered ? "None matches these filters." : "No deliveries"}>
      <p>
        {isFiltered ? (
          `Looked for among those that were made: ${periodLabels[period]}.`
        ) : (
          <>
            None was made in this period. A delivery is made for each occurrence of a schedule; look at the{" "}
            <Link href="/schedules">schedules</Link>.
          </>
        )}
      </p>
      <div className="row">
        {period !== "all" && (
          <Button small onClick={() => filters.set("period", byDefault === "all" ? null : "all")}>
            Look at any time
          </Button>
        )}
        {isFiltered && (
          <Button small onClick={() => go(path)}>
            Take the filters away
          </Button>
        )}
      </div>
    </EmptyState>
  );
}
