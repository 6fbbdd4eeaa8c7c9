import { type InfiniteData, type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useLocation } from "wouter";
import type { Schedule } from "../../sdk.ts";
import { useAccount } from "../../session/account.tsx";
import type { MenuEntry } from "../../ui/popup/menu.tsx";
import { useNotices } from "../../ui/popup/notices.ts";

/** Actions on a schedule; each says how it went. */
export interface ScheduleActions {
  pause(schedule: Schedule): void;
  resume(schedule: Schedule): void;
  trigger(schedule: Schedule): void;
  /** Sends a finished one-shot again, as a new schedule. */
  replay(schedule: Schedule): void;
  /** Rejects if it cannot; has to be asked for first. */
  cancel(schedule: Schedule): Promise<void>;
}

/** The actions, with the key in use. */
export function useScheduleActions(): ScheduleActions {
  const { landfall } = useAccount();
  const queries = useQueryClient();
  const notices = useNotices();
  const [, go] = useLocation();
  const isNow = (changed: Schedule) => {
    noteChange(queries, changed);
    return changed;
  };
  const pause = (schedule: Schedule, isUndo = false): void => {
    landfall.schedules.pause(schedule.id).then(
      (changed) => {
        isNow(changed);
        notices.done(`Paused ${nameOf(schedule)}`, isUndo ? undefined : () => resume(schedule, true));
      },
      (error: unknown) => notices.failed(`${nameOf(schedule)} is not paused`, error),
    );
  };
  const resume = (schedule: Schedule, isUndo = false): void => {
    landfall.schedules.resume(schedule.id).then(
      (changed) => {
        isNow(changed);
        notices.done(`Resumed ${nameOf(schedule)}`, isUndo ? undefined : () => pause(schedule, true));
      },
      (error: unknown) => notices.failed(`${nameOf(schedule)} is not resumed`, error),
    );
  };
  return {
    pause: (schedule) => pause(schedule),
    resume: (schedule) => resume(schedule),
    trigger(schedule) {
      landfall.schedules.trigger(schedule.id).then(
        () => {
          void queries.invalidateQueries({ queryKey: ["schedule-runs", schedule.id] });
          notices.done(`${nameOf(schedule)} fires now, beside its plan`);
        },
        (error: unknown) => notices.failed(`${nameOf(schedule)} is not fired`, error),
      );
    },
    replay(schedule) {
      landfall.schedules.replay(schedule.id).then(
        (made) => {
          noteNew(queries, made);
          notices.done(`${nameOf(schedule)} fires again, as a new schedule`);
          go(`/schedules/${made.id}`);
        },
        (error: unknown) => notices.failed(`${nameOf(schedule)} is not fired again`, error),
      );
    },
    async cancel(schedule) {
      isNow(await landfall.schedules.cancel(schedule.id));
      notices.done(`Canceled ${nameOf(schedule)}`);
    },
  };
}

/** Puts a changed schedule where it is shown; reading a long list again would read all its pages. */
export function noteChange(queries: QueryClient, changed: Schedule): void {
  queries.setQueryData(["schedule", changed.id], changed);
  queries.setQueriesData<InfiniteData<{ readonly rows: Schedule[] }>>(
    { queryKey: ["schedules"] },
    (data) =>
      data && {
        ...data,
        pages: data.pages.map((page) =>
          page.rows.some(({ id }) => id === changed.id)
            ? { ...page, rows: page.rows.map((row) => (row.id === changed.id ? changed : row)) }
            : page,
        ),
      },
  );
}

/** Forgets the lists, which lack a schedule that was made. */
export function noteNew(queries: QueryClient, made: Schedule): void {
  queries.setQueryData(["schedule", made.id], made);
  queries.removeQueries({ queryKey: ["schedules"], type: "inactive" });
}

/** The name that people know it by. */
export function nameOf({ id, name }: Pick<Schedule, "id" | "name">): string {
  return name ?? id;
}

/** True while the schedule can still fire or be resumed. */
export function isLasting({ state }: Pick<Schedule, "state">): boolean {
  return state === "active" || state === "paused";
}

/** Why a state does not allow an action; null if it does. */
export function stateWhyNot({ state }: Schedule): string | null {
  return state === "active" || state === "paused" ? null : `It is ${state}, for good.`;
}

/** Entries of the menu of a schedule. @param onCancel asks first */
export function useScheduleMenu(onCancel: (schedule: Schedule) => void) {
  const actions = useScheduleActions();
  const { whyNot } = useAccount();
  const [, go] = useLocation();
  return (schedule: Schedule): readonly MenuEntry[] => {
    const writes = whyNot("write") === null ? null : "needs the scope “write”";
    const replays = whyNot("replay") === null ? null : "needs the scope “replay”";
    const ended = isLasting(schedule) ? null : `it is ${schedule.state}`;
    return [
      schedule.state === "paused"
        ? { label: "Resume", icon: "play", whyNot: writes, onChoose: () => actions.resume(schedule) }
        : { label: "Pause", icon: "pause", whyNot: writes ?? ended, onChoose: () => actions.pause(schedule) },
      ended !== null && schedule.kind === "one_shot"
        ? { label: "Fire again", icon: "retry", whyNot: replays, onChoose: () => actions.replay(schedule) }
        : {
            label: "Fire now",
            icon: "send",
            whyNot: writes ?? ended,
            onChoose: () => actions.trigger(schedule),
          },
      {
        label: "Edit",
        icon: "edit",
        whyNot: writes ?? ended,
        onChoose: () => go(`/schedules/${schedule.id}/edit`),
      },
      {
        label: "Clone",
        icon: "copy",
        whyNot: writes,
        onChoose: () => go(`/schedules/new?from=${schedule.id}`),
      },
      null,
      {
        label: "Cancel…",
        icon: "ban",
        danger: true,
        whyNot: writes ?? ended,
        onChoose: () => onCancel(schedule),
      },
    ];
  };
}
