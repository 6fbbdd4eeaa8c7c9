import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useLocation, useParams } from "wouter";
import { PageHead } from "../../frame/page-head.tsx";
import { serverNow } from "../../now.ts";
import { type CreateScheduleRequest, isLandfallError, type Schedule } from "../../sdk.ts";
import { useLandfall } from "../../session/account.tsx";
import { QueryState } from "../../ui/answer/query-state.tsx";
import { useNotices } from "../../ui/popup/notices.ts";
import { localZone } from "../../ui/value/instant-text.ts";
import { noteChange } from "../schedules/use-schedule-actions.tsx";
import { ConflictDialog } from "./conflict-dialog.tsx";
import { formOf } from "./form-state.ts";
import { MissingScope } from "./new-schedule-page.tsx";
import { ScheduleForm } from "./schedule-form.tsx";
import { useScheduleForm } from "./use-schedule-form.ts";

/** Changes a schedule, if nobody else changed it meanwhile. */
export function EditSchedulePage() {
  const { id = "" } = useParams();
  const landfall = useLandfall();
  const query = useQuery({
    // Not renewed while one types: the change is meant for what was read.
    queryKey: ["schedule-to-edit", id],
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnMount: "always",
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    queryFn: ({ signal }) => landfall.schedules.get(id, { signal }),
  });
  const name = query.data?.name ?? id;
  return (
    <>
      <PageHead
        title="Edit schedule"
        crumbs={[
          { href: "/schedules", name: "Schedules" },
          { href: `/schedules/${id}`, name },
        ]}
      />
      <MissingScope />
      <QueryState query={query}>
        {(schedule) => (
          <EditForm schedule={schedule} onLoadAgain={() => void query.refetch()} key={schedule.version} />
        )}
      </QueryState>
    </>
  );
}

interface Conflict {
  readonly current: Schedule;
  readonly request: CreateScheduleRequest;
}

function EditForm({ schedule, onLoadAgain }: { readonly schedule: Schedule; onLoadAgain(): void }) {
  const landfall = useLandfall();
  const queries = useQueryClient();
  const notices = useNotices();
  const [, go] = useLocation();
  const [initial] = useState(() => formOf(schedule, serverNow(), localZone));
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const [deed] = useState(() => ({ kind: "edit", id: schedule.id, version: schedule.version }) as const);
  const change = async (request: CreateScheduleRequest, ifVersion: number) => {
    const { idempotency_key: _unused, ...fields } = request;
    const changed = await landfall.schedules.update(schedule.id, fields, { ifVersion });
    noteChange(queries, changed);
    notices.done(`Changed ${changed.name ?? changed.id}`);
    go(`/schedules/${changed.id}`);
    return changed;
  };
  const send = async (request: CreateScheduleRequest) => {
    try {
      return await change(request, schedule.version);
    } catch (error) {
      if (!isLandfallError(error) || error.code !== "version_mismatch") throw error;
      const current = await landfall.schedules.get(schedule.id);
      setConflict({ current, request });
      return current;
    }
  };
  const state = useScheduleForm(deed, initial, send);
  return (
    <>
      <ScheduleForm state={state} deed={deed} base={schedule} action="Save changes">
        <Link href={`/schedules/${schedule.id}`} className="button" data-kind="plain">
          Leave
        </Link>
      </ScheduleForm>
      {conflict !== null && (
        <ConflictDialog
          before={schedule}
          current={conflict.current}
          mine={conflict.request}
          onApply={() => change(conflict.request, conflict.current.version)}
          onLoadAgain={onLoadAgain}
          onClose={() => setConflict(null)}
        />
      )}
    </>
  );
}
