import { Link } from "wouter";
import { useAccount } from "../../session/account.tsx";
import { EmptyState } from "../../ui/answer/empty-state.tsx";
import { Button } from "../../ui/input/button.tsx";
import { CodeBlock } from "../../ui/value/code-block.tsx";
import { callsOf } from "../schedule-form/calls.ts";
import type { ScheduleFilters } from "./use-schedule-filters.ts";

/** Nothing to show: teaches how the first one is made, or takes the filters away. */
export function SchedulesEmpty({ filters }: { readonly filters: ScheduleFilters }) {
  const { whyNot } = useAccount();
  if (filters.isFiltered) {
    return (
      <EmptyState icon="schedules" title="No schedules">
        <p>None matches these filters.</p>
        <div>
          <Button onClick={filters.clear}>Clear filters</Button>
        </div>
      </EmptyState>
    );
  }
  const first = { delay: "1m", endpoint: "https://example.com/hook", body: { hello: "world" } };
  const { curl } = callsOf({ kind: "create" }, first, location.origin);
  const why = whyNot("write");
  return (
    <EmptyState icon="schedules" title="No schedules yet">
      <p>A schedule says what is sent where, and when: once, at an interval, or by a cron expression.</p>
      <div>
        {why === null ? (
          <Link href="/schedules/new" className="button" data-kind="primary">
            Create a schedule
          </Link>
        ) : (
          <Button kind="primary" whyNot={why}>
            Create a schedule
          </Button>
        )}
      </div>
      <div className="first-call">
        <p>Or from a terminal:</p>
        <CodeBlock text={curl} label="curl command" />
      </div>
    </EmptyState>
  );
}
