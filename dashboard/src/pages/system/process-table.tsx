import { useNow } from "../../now.ts";
import { SimpleTable } from "../../ui/table/simple-table.tsx";
import { spanText } from "../../ui/value/instant-text.ts";
import { Badge } from "../../ui/value/state.tsx";
import type { ProcessFigures } from "./figures-of.ts";

/** The processes that could be asked, with what each uses. */
export function ProcessTable({ processes }: { readonly processes: readonly ProcessFigures[] }) {
  const now = useNow();
  return (
    <SimpleTable
      label="Processes and what each uses"
      headers={["Process", "Version", "Node", "Up for", "Memory", "CPU", "Loop lag", "Clock", "State"]}
      rows={processes.map((each) => [
        <strong key="name">{each.name}</strong>,
        each.version ?? "–",
        each.node ?? "–",
        each.startedAt === null ? "–" : spanText(Math.max(0, now - each.startedAt)),
        each.memoryBytes === null ? "–" : `${Math.round(each.memoryBytes / 1_048_576)} MB`,
        each.cpuSeconds === null ? "–" : spanText(Math.round(each.cpuSeconds * 1_000)),
        each.loopLagMs === null ? "–" : `${each.loopLagMs.toFixed(1)} ms`,
        each.clockAheadMs === null
          ? "–"
          : `${each.clockAheadMs > 0 ? "+" : ""}${Math.round(each.clockAheadMs)} ms`,
        each.standsAside ? (
          <Badge key="state" tone="bad" icon="alert">
            Stands aside: the store’s time is in doubt
          </Badge>
        ) : (
          <Badge key="state" tone="good" icon="check">
            Works
          </Badge>
        ),
      ])}
    />
  );
}
