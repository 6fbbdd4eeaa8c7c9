import type { UseQueryResult } from "@tanstack/react-query";
import { Link } from "wouter";
import { EmptyState } from "../../ui/answer/empty-state.tsx";
import { QueryState } from "../../ui/answer/query-state.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Facts } from "../../ui/value/facts.tsx";
import { spanText } from "../../ui/value/instant-text.ts";
import { Badge } from "../../ui/value/state.tsx";
import type { SystemFigures } from "./figures-of.ts";

/** The dispatchers count no further. */
const counted = 100_000;

/** Shows what waits, over all projects. */
export function BacklogPanel({ metrics }: { readonly metrics: UseQueryResult<SystemFigures> }) {
  return (
    <Panel title="Backlog" actions={<span className="quiet small">of all projects</span>}>
      <QueryState query={metrics}>
        {({ backlog }) =>
          backlog === null ? (
            <EmptyState icon="system" title="No dispatcher tells how much waits.">
              <p>See above if it answers.</p>
            </EmptyState>
          ) : (
            <Facts
              lines={[
                [
                  "Oldest overdue",
                  backlog.oldestOverdueMs > 0 ? (
                    <span key="oldest" className="row">
                      <Badge tone="bad" icon="alert">
                        {spanText(backlog.oldestOverdueMs)}
                      </Badge>
                      <Link href="/deliveries?state=scheduled">those that wait</Link>
                    </span>
                  ) : (
                    <Badge key="oldest" tone="good" icon="check">
                      Nothing is overdue
                    </Badge>
                  ),
                ],
                ["Overdue", number(backlog.overdue)],
                ["Due now", number(backlog.due)],
                ["On the wire", number(backlog.inFlight)],
                ["Not settled", number(backlog.open)],
                ["Dead letters", number(backlog.deadLetters)],
              ]}
            />
          )
        }
      </QueryState>
    </Panel>
  );
}

function number(value: number): string {
  return `${value.toLocaleString("en")}${value >= counted ? " or more" : ""}`;
}
