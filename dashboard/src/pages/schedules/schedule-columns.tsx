import { Link } from "wouter";
import type { Schedule } from "../../sdk.ts";
import type { Column } from "../../ui/table/data-table.tsx";
import { RowMenuButton, type RowMenuHandle } from "../../ui/table/row-menu.tsx";
import { Destination } from "../../ui/value/destination.tsx";
import { Instant } from "../../ui/value/instant.tsx";
import { State } from "../../ui/value/state.tsx";
import { timingText } from "./timing-text.ts";
import { nameOf } from "./use-schedule-actions.tsx";

/** Columns of the list of schedules. @param menu the menu of its rows @param endpointName names a profile */
export function scheduleColumns(
  menu: RowMenuHandle<Schedule>,
  endpointName: (id: string) => string,
): readonly Column<Schedule>[] {
  return [
    { id: "state", header: "State", fit: true, card: "corner", cell: ({ state }) => <State state={state} /> },
    { id: "name", header: "Schedule", percent: 28, card: "primary", cell: nameCell },
    {
      id: "timing",
      header: "When",
      fit: true,
      cell: (schedule) => <span className="mono">{timingText(schedule)}</span>,
    },
    {
      id: "next",
      header: "Next run",
      fit: true,
      cell: ({ next_fire_at, timezone }) => <Instant at={next_fire_at} zone={timezone} inRow />,
    },
    {
      id: "runs",
      header: "Runs",
      fit: true,
      align: "end",
      hide: "medium",
      cell: ({ run_count, max_runs }) =>
        max_runs === null
          ? run_count.toLocaleString("en")
          : `${run_count.toLocaleString("en")} of ${max_runs.toLocaleString("en")}`,
    },
    { id: "endpoint", header: "Destination", cell: (schedule) => destinationCell(schedule, endpointName) },
    {
      id: "created",
      header: "Created",
      fit: true,
      hide: "wide",
      cell: ({ created_at }) => <Instant at={created_at} inRow show="relative" />,
    },
    {
      id: "menu",
      header: "Actions",
      fit: true,
      cell: (schedule) => (
        <RowMenuButton handle={menu} row={schedule} label={`Actions for ${nameOf(schedule)}`} />
      ),
    },
  ];
}

function nameCell({ id, name }: Schedule) {
  return (
    <Link href={`/schedules/${id}`} className="cell-link" tabIndex={-1}>
      {name ?? <span className="mono">{id}</span>}
    </Link>
  );
}

function destinationCell({ method, endpoint, endpoint_id }: Schedule, endpointName: (id: string) => string) {
  if (endpoint !== null) return <Destination method={method} url={endpoint} />;
  return (
    <>
      <span className="mono quiet">{method}</span>{" "}
      <Link href={`/endpoints/${endpoint_id}`} tabIndex={-1}>
        {endpoint_id !== null && endpointName(endpoint_id)}
      </Link>
    </>
  );
}
