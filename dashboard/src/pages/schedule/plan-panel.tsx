import { useQuery } from "@tanstack/react-query";
import type { PreviewScheduleRequest, Schedule } from "../../sdk.ts";
import { useLandfall } from "../../session/account.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Instant } from "../../ui/value/instant.tsx";
import { NextRuns, type Run } from "../schedule-form/next-runs.tsx";
import { timingText } from "../schedules/timing-text.ts";

const refreshMs = 60_000;
/** While it is paused only the preview says when it would run. */
const pausedRefreshMs = 5_000;

/** The rule in words, and the runs that it makes next. */
export function PlanPanel({ schedule }: { readonly schedule: Schedule }) {
  const landfall = useLandfall();
  const { kind, state, timezone, fire_at, next_runs, version } = schedule;
  const { data: preview } = useQuery({
    queryKey: ["plan-preview", schedule.id, version],
    enabled: kind !== "one_shot",
    staleTime: refreshMs,
    refetchInterval: state === "paused" ? pausedRefreshMs : refreshMs,
    retry: false,
    queryFn: ({ signal }) => landfall.schedules.preview(timingOf(schedule), { signal }),
  });
  const notes = new Map(preview?.next_runs.map(({ at, note }) => [Date.parse(at), note]));
  const runs: readonly Run[] = next_runs.map((at) => ({ at, note: notes.get(Date.parse(at)) ?? null }));
  return (
    <Panel title="Plan">
      <div className="plan-rule">
        <strong>
          {kind === "one_shot" ? (
            <>
              Once, <Instant at={fire_at} zone={timezone} />
            </>
          ) : (
            ruleText(schedule, preview?.description)
          )}
        </strong>
        {kind === "cron" && <code>{schedule.cron}</code>}
        {kind === "interval" && (
          <span className="quiet small">
            counted from <Instant at={schedule.starts_at ?? schedule.created_at} show="time" />
          </span>
        )}
      </div>
      {state === "active" && runs.length > 0 && <NextRuns runs={runs} zone={timezone} />}
      {state === "active" && runs.length === 0 && (
        <p className="quiet next-none">No run is left; it completes when what is open is settled.</p>
      )}
      {state === "paused" && (
        <>
          <p className="quiet next-none">It is paused: nothing runs until it is resumed.</p>
          {preview !== undefined && preview.next_runs.length > 0 && (
            <>
              <p className="plan-label">If it is resumed now</p>
              <NextRuns runs={preview.next_runs} zone={timezone} />
            </>
          )}
        </>
      )}
      {state !== "active" && state !== "paused" && <p className="quiet next-none">{endText[state]}</p>}
    </Panel>
  );
}

/** A cron expression in the words of the API; an interval as it was written. */
function ruleText(schedule: Schedule, description: string | undefined): string {
  if (schedule.kind === "cron" && description !== undefined) return description;
  const text = timingText(schedule);
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

const endText: Readonly<Record<Exclude<Schedule["state"], "active" | "paused">, string>> = {
  completed: "It is completed: all that it planned is settled.",
  canceled: "It was canceled, for good.",
  exhausted: "It is exhausted: its last delivery was given up.",
};

/** The timing as a preview takes it, on the same grid: an interval counts from its start or creation. */
function timingOf(schedule: Schedule): PreviewScheduleRequest {
  const { kind, cron, every, timezone, dst, starts_at, ends_at, created_at } = schedule;
  const bounds = { ...(ends_at !== null && { ends_at }), count: 5 };
  if (kind === "cron") return { cron, timezone, dst, ...(starts_at !== null && { starts_at }), ...bounds };
  return { every, starts_at: starts_at ?? created_at, ...bounds };
}
