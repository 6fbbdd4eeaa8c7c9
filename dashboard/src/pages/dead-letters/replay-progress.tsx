import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { Link } from "wouter";
import { QueryState } from "../../ui/answer/query-state.tsx";
import { Icon } from "../../ui/icon.tsx";
import { Button } from "../../ui/input/button.tsx";
import { Panel } from "../../ui/panel.tsx";
import { errorName } from "./groups.ts";
import { isOver, type ReplayOutcomes, type ReplayRun, useOutcomes } from "./replay-run.ts";

const listed = 5;

/** Follows a replay: what arrived, what failed again, what still waits. */
export function ReplayProgress({ run, onClose }: { readonly run: ReplayRun; onClose(): void }) {
  const query = useOutcomes(run);
  const queries = useQueryClient();
  const isDone = query.data !== undefined && isOver(query.data);
  useEffect(() => {
    // Those that failed again are dead letters of their own.
    if (isDone) void queries.invalidateQueries({ queryKey: ["dead-letters"] });
  }, [isDone, queries]);
  return (
    <Panel
      title={
        run.made === 1 ? "Replay of 1 dead letter" : `Replay of ${run.made.toLocaleString("en")} dead letters`
      }
      actions={
        <Button kind="plain" small icon="cross" aria-label="Close the replay’s progress" onClick={onClose} />
      }
    >
      {run.made === 0 ? (
        <p className="panel-body quiet">
          None was sent: all that matched were replayed before, or their profile is gone.
        </p>
      ) : (
        <QueryState query={query}>{(outcomes) => <Outcomes run={run} outcomes={outcomes} />}</QueryState>
      )}
    </Panel>
  );
}

function Outcomes({ run, outcomes }: { readonly run: ReplayRun; readonly outcomes: ReplayOutcomes }) {
  const { succeeded, failed, retrying, waiting } = outcomes;
  const ended = succeeded + failed.length;
  const parts = [
    `${succeeded} succeeded`,
    failed.length > 0 && `${failed.length} failed again`,
    retrying > 0 && `${retrying} will be tried again`,
    waiting > 0 && `${waiting} ${run.over === "" ? "wait" : `wait, spread over ${run.over}`}`,
  ];
  return (
    <div className="panel-body stack">
      <progress
        className="replay-bar"
        data-tone={failed.length > 0 ? "bad" : undefined}
        max={run.made}
        value={ended}
        aria-label="Replayed deliveries that ended"
      />
      <p role="status" className="row">
        {isOver(outcomes) && <Icon name={failed.length === 0 ? "check" : "alert"} />}
        <span>
          {isOver(outcomes) ? "Done" : `${ended} of ${run.made} ended`}: {parts.filter(Boolean).join(", ")}.
        </span>
      </p>
      {failed.length > 0 && (
        <ul aria-label="Failed again">
          {failed.slice(0, listed).map((each) => (
            <li key={each.id} className="small">
              <Link href={`/deliveries/${each.id}`} className="mono">
                {each.id}
              </Link>{" "}
              {errorName(each)} from {each.endpoint}
            </li>
          ))}
          {failed.length > listed && (
            <li className="small quiet">and {failed.length - listed} more in the list below</li>
          )}
        </ul>
      )}
      {run.made === 1 && failed.length === 0 && (
        <Link href={`/deliveries?period=1h`} className="small">
          Newest deliveries
        </Link>
      )}
    </div>
  );
}
