import { Link } from "wouter";
import type { Delivery } from "../../sdk.ts";
import type { Column } from "../../ui/table/data-table.tsx";
import { Destination } from "../../ui/value/destination.tsx";
import { Instant } from "../../ui/value/instant.tsx";
import { spanText } from "../../ui/value/instant-text.ts";
import { reasonText, State } from "../../ui/value/state.tsx";

/** Columns of a list of deliveries. */
export const deliveryColumns: readonly Column<Delivery>[] = [
  {
    id: "state",
    header: "State",
    fit: true,
    card: "corner",
    cell: ({ state }) => <State state={state} />,
  },
  {
    id: "endpoint",
    header: "Destination",
    percent: 36,
    card: "primary",
    cell: ({ id, method, endpoint }) => (
      <Link href={`/deliveries/${id}`} className="cell-link" tabIndex={-1}>
        <Destination method={method} url={endpoint} />
      </Link>
    ),
  },
  { id: "due", header: "Due", fit: true, cell: ({ scheduled_for }) => <Instant at={scheduled_for} inRow /> },
  {
    id: "late",
    header: "Lateness",
    fit: true,
    align: "end",
    hide: "medium",
    cell: ({ offset_ms }) => (offset_ms === null ? "–" : spanText(Math.max(0, offset_ms))),
  },
  { id: "attempts", header: "Attempts", fit: true, align: "end", cell: ({ attempt_count }) => attempt_count },
  { id: "last", header: "Last answer", cell: lastAnswer },
  {
    id: "id",
    header: "Delivery",
    fit: true,
    hide: "wide",
    cell: ({ id }) => <span className="mono quiet">{id}</span>,
  },
];

function lastAnswer({ last_status_code, last_error, reason }: Delivery) {
  if (reason !== null) return reasonText[reason];
  if (last_error !== null) return [last_status_code, last_error.message].filter(Boolean).join(" · ");
  return last_status_code ?? "–";
}
