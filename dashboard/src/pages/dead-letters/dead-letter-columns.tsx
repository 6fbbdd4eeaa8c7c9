import { Link } from "wouter";
import type { Delivery } from "../../sdk.ts";
import { Button } from "../../ui/input/button.tsx";
import type { Column } from "../../ui/table/data-table.tsx";
import { Destination } from "../../ui/value/destination.tsx";
import { Instant } from "../../ui/value/instant.tsx";
import { Badge } from "../../ui/value/state.tsx";
import { errorName } from "./groups.ts";

/** Columns of dead letters. @param whyNot why none can be replayed @param onReplay asks before it does */
export function deadLetterColumns(
  whyNot: string | null,
  onReplay: (delivery: Delivery) => void,
): readonly Column<Delivery>[] {
  return [
    {
      id: "error",
      header: "Error",
      fit: true,
      card: "corner",
      cell: (delivery) => (
        <Badge tone="bad" icon="alert">
          {errorName(delivery)}
        </Badge>
      ),
    },
    {
      id: "endpoint",
      header: "Destination",
      percent: 34,
      card: "primary",
      cell: ({ id, method, endpoint }) => (
        <Link href={`/deliveries/${id}`} className="cell-link" tabIndex={-1}>
          <Destination method={method} url={endpoint} />
        </Link>
      ),
    },
    {
      id: "message",
      header: "Message",
      hide: "medium",
      cell: ({ last_error }) => last_error?.message ?? "–",
    },
    {
      id: "attempts",
      header: "Attempts",
      fit: true,
      align: "end",
      cell: ({ attempt_count }) => attempt_count,
    },
    {
      id: "ended",
      header: "Ended",
      fit: true,
      cell: ({ completed_at }) => <Instant at={completed_at} inRow />,
    },
    {
      id: "replayed",
      header: "Replayed",
      fit: true,
      cell: (delivery) =>
        delivery.replayed_at === null ? (
          <Button
            small
            icon="retry"
            tabIndex={-1}
            aria-label={`Replay ${delivery.id}`}
            hint={false}
            whyNot={whyNot}
            onClick={() => onReplay(delivery)}
          >
            Replay
          </Button>
        ) : (
          <Instant at={delivery.replayed_at} inRow />
        ),
    },
  ];
}
