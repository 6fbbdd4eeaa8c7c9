import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useLandfall } from "../../session/account.tsx";
import { ErrorState } from "../../ui/answer/error-state.tsx";
import { Button } from "../../ui/input/button.tsx";
import { Dialog } from "../../ui/popup/dialog.tsx";
import { type BulkProgress, type BulkVerb, countMatching, idsMatching, runBulk } from "./bulk-run.ts";
import { filterText } from "./filter-text.ts";
import type { ScheduleQuery } from "./use-schedule-filters.ts";

const words = {
  pause: { title: "Pause all that match", doing: "Pausing", past: "paused", back: "resume" },
  resume: { title: "Resume all that match", doing: "Resuming", past: "resumed", back: "pause" },
  cancel: { title: "Cancel all that match", doing: "Canceling", past: "canceled", back: null },
} as const satisfies Record<BulkVerb, unknown>;

/** Does something to every schedule that the filters match, not only to those on the page. */
export function BulkDialog({
  verb,
  query,
  onClose,
}: {
  readonly verb: BulkVerb;
  readonly query: ScheduleQuery;
  onClose(): void;
}) {
  const [doing, setDoing] = useState<BulkVerb>(verb);
  const run = useBulkRun();
  const landfall = useLandfall();
  const count = useQuery({
    queryKey: ["schedules-matching", verb, query],
    gcTime: 0,
    queryFn: ({ signal }) => countMatching(landfall, verb, query, signal),
  });
  const { title, past, back } = words[verb];
  const total = count.data ?? null;
  const close = () => {
    run.stop();
    onClose();
  };
  const start = () => void run.start(verb, (signal) => idsMatching(landfall, verb, query, signal));
  const undo = () => {
    if (back === null || run.progress === null) return;
    const ids = run.progress.done;
    setDoing(back);
    void run.start(back, () => ids.values());
  };
  return (
    <Dialog open title={title} onClose={close}>
      {run.progress === null ? (
        <>
          <p>
            {count.isPending ? (
              "Counting…"
            ) : (
              <>
                <strong>{total === null ? "All schedules" : schedules(total)}</strong> with{" "}
                {filterText(verb, query)} {total === 1 ? "is" : "are"} {past}, also those that the page has
                not loaded.
              </>
            )}
          </p>
          {verb === "cancel" && <p>This is final: none of them can be resumed.</p>}
          {count.isError && <ErrorState error={count.error} />}
        </>
      ) : (
        <Progress run={run} verb={doing} total={doing === verb ? total : null} />
      )}
      {run.error !== null && <ErrorState error={run.error} />}
      <div className="dialog-foot">
        {run.isRunning ? (
          <Button onClick={run.stop}>Stop</Button>
        ) : (
          <>
            {run.progress !== null && back !== null && doing === verb && run.progress.done.length > 0 && (
              <Button onClick={undo}>Undo: {back} them</Button>
            )}
            <Button onClick={close}>{run.progress === null ? "Keep as they are" : "Close"}</Button>
            {run.progress === null && (
              <Button
                kind={verb === "cancel" ? "danger" : "primary"}
                whyNot={count.isPending ? "They are being counted." : total === 0 ? "None matches." : null}
                onClick={start}
              >
                {title.replace("all that match", total === null ? "all" : schedules(total))}
              </Button>
            )}
          </>
        )}
      </div>
    </Dialog>
  );
}

function Progress({
  run,
  verb,
  total,
}: {
  readonly run: ReturnType<typeof useBulkRun>;
  readonly verb: BulkVerb;
  readonly total: number | null;
}) {
  const { done, failed } = run.progress ?? { done: [], failed: [] };
  const through = done.length + failed.length;
  return (
    <>
      <div role="status">
        {run.isRunning
          ? `${words[verb].doing}… ${through.toLocaleString("en")}${total === null ? "" : ` of ${total.toLocaleString("en")}`}`
          : `${schedules(done.length)} ${words[verb].past}${run.isStopped ? ", then stopped" : ""}.`}
      </div>
      {run.isRunning && (
        <progress
          className="bulk-progress"
          aria-label={words[verb].doing}
          max={total ?? undefined}
          value={total === null ? undefined : through}
        />
      )}
      {failed.length > 0 && (
        <details>
          <summary>{schedules(failed.length)} could not be</summary>
          <ul className="bulk-failed">
            {failed.slice(0, 50).map(({ id, message }) => (
              <li key={id}>
                <code>{id}</code> {message}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function schedules(count: number): string {
  return `${count.toLocaleString("en")} ${count === 1 ? "schedule" : "schedules"}`;
}

/** Runs it, and can stop it. The lists are read again when it ends. */
function useBulkRun() {
  const landfall = useLandfall();
  const queries = useQueryClient();
  const [progress, setProgress] = useState<BulkProgress | null>(null);
  const [running, setRunning] = useState<AbortController | null>(null);
  const [isStopped, setStopped] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const start = async (
    verb: BulkVerb,
    ids: (signal: AbortSignal) => AsyncIterator<string> | Iterator<string>,
  ) => {
    const stop = new AbortController();
    setRunning(stop);
    setStopped(false);
    setError(null);
    setProgress({ done: [], failed: [] });
    try {
      await runBulk(landfall, verb, ids(stop.signal), stop.signal, setProgress);
    } catch (failure) {
      if (!stop.signal.aborted) setError(failure);
    } finally {
      setRunning(null);
      void queries.resetQueries({ queryKey: ["schedules"] });
    }
  };
  const stop = () => {
    if (running === null) return;
    setStopped(true);
    running.abort();
  };
  return { progress, error, isStopped, isRunning: running !== null, start, stop };
}
