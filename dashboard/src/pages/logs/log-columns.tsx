import { Link } from "wouter";
import type { LogEntry } from "../../sdk.ts";
import type { Column } from "../../ui/table/data-table.tsx";
import { Destination } from "../../ui/value/destination.tsx";
import { Instant } from "../../ui/value/instant.tsx";
import { spanText } from "../../ui/value/instant-text.ts";
import { State } from "../../ui/value/state.tsx";

/** Columns of the log. */
export const logColumns: readonly Column<LogEntry>[] = [
  {
    id: "outcome",
    header: "Outcome",
    fit: true,
    card: "corner",
    cell: ({ outcome }) => <State state={outcome} />,
  },
  {
    id: "endpoint",
    header: "Destination",
    percent: 45,
    card: "primary",
    cell: ({ delivery_id, method, endpoint }) => (
      <Link href={`/deliveries/${delivery_id}`} className="cell-link" tabIndex={-1}>
        <Destination method={method} url={endpoint} />
      </Link>
    ),
  },
  { id: "at", header: "Started", fit: true, cell: ({ started_at }) => <Instant at={started_at} inRow /> },
  { id: "number", header: "Attempt", fit: true, align: "end", cell: ({ number }) => number },
  {
    id: "answer",
    header: "Answer",
    cell: ({ status_code, error }) => [status_code, error?.message].filter(Boolean).join(" · ") || "–",
  },
  { id: "took", header: "Took", fit: true, align: "end", cell: ({ duration_ms }) => spanText(duration_ms) },
];
