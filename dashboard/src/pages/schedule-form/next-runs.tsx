import "./next-runs.css";
import type { UseQueryResult } from "@tanstack/react-query";
import type { SchedulePreview } from "../../sdk.ts";
import { Skeleton } from "../../ui/answer/empty-state.tsx";
import { Instant } from "../../ui/value/instant.tsx";
import { fullText, localZone } from "../../ui/value/instant-text.ts";

/** A coming run. */
export type Run = Pick<SchedulePreview["next_runs"][number], "at" | "note">;

/** Says what a change of the clocks does to a run. */
export const noteText = {
  dst_gap: "The clocks go forward over the time asked for: it runs at this one instead.",
  dst_overlap: "The clocks go back: the time asked for comes twice that day, and it runs at this one.",
} as const;

/** Coming runs, each in local time, in the schedule's zone and in UTC. @param zone null: it has none */
export function NextRuns({ runs, zone }: { readonly runs: readonly Run[]; readonly zone: string | null }) {
  if (runs.length === 0)
    return <p className="quiet next-none">There is no run: its bounds leave none over.</p>;
  const isOther = zone !== null && zone !== localZone && zone !== "UTC";
  return (
    <ol className="next-runs">
      {runs.map(({ at, note }) => {
        const ms = Date.parse(at);
        return (
          <li key={at}>
            <div className="spread">
              <span className="next-main">{noFraction(fullText(ms, zone ?? localZone))}</span>
              <span className="small">
                <Instant at={at} zone={zone} show="relative" />
              </span>
            </div>
            <div className="quiet small next-others">
              {isOther && <span>Here: {noFraction(fullText(ms, localZone))}</span>}
              <span>
                UTC:{" "}
                {new Date(ms)
                  .toISOString()
                  .replace("T", " ")
                  .replace(/\.000Z$/, "Z")}
              </span>
            </div>
            {note !== null && <div className="next-note small">{noteText[note]}</div>}
          </li>
        );
      })}
    </ol>
  );
}

function noFraction(text: string): string {
  return text.replace(/\.000\b/, "");
}

/** The runs that a preview answers; what was there stays while the next is asked for. */
export function PreviewedRuns({
  preview,
  zone,
  isFresh,
}: {
  readonly preview: UseQueryResult<SchedulePreview>;
  readonly zone: string | null;
  /** False while they are of what was typed before; they are pale then. */
  readonly isFresh: boolean;
}) {
  if (preview.data !== undefined && !preview.isError) {
    return (
      <div className="previewed" data-old={!isFresh || undefined} aria-busy={!isFresh}>
        <NextRuns runs={preview.data.next_runs} zone={zone} />
      </div>
    );
  }
  if (preview.isError)
    return <p className="quiet next-none">The next runs cannot be worked out: {preview.error.message}</p>;
  if (!preview.isFetching)
    return <p className="quiet next-none">The next runs appear here once a time can be read.</p>;
  return (
    <div className="panel-body stack">
      {[30, 24, 28].map((width) => (
        <Skeleton key={width} width={width} />
      ))}
    </div>
  );
}
