import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useLocation, useSearch } from "wouter";
import { PageHead } from "../../frame/page-head.tsx";
import { serverNow } from "../../now.ts";
import type { CreateScheduleRequest, Schedule } from "../../sdk.ts";
import { useAccount, useLandfall } from "../../session/account.tsx";
import { QueryState } from "../../ui/answer/query-state.tsx";
import { useNotices } from "../../ui/popup/notices.ts";
import { localZone } from "../../ui/value/instant-text.ts";
import { noteNew } from "../schedules/use-schedule-actions.tsx";
import type { Deed } from "./calls.ts";
import { emptyForm, formOf } from "./form-state.ts";
import { ScheduleForm } from "./schedule-form.tsx";
import { useScheduleForm } from "./use-schedule-form.ts";

const crumbs = [{ href: "/schedules", name: "Schedules" }];

/** Creates a schedule; with `?from=sch_…` one like another, of which only what is changed is sent. */
export function NewSchedulePage() {
  const from = new URLSearchParams(useSearch()).get("from");
  return (
    <>
      <PageHead title={from === null ? "New schedule" : "Clone schedule"} crumbs={crumbs} />
      <MissingScope />
      {from === null ? <Form base={null} /> : <CloneForm id={from} />}
    </>
  );
}

/** Says before anything is typed that the key may not. */
export function MissingScope() {
  const why = useAccount().whyNot("write");
  return why === null ? null : <p className="panel panel-body">{why}</p>;
}

function CloneForm({ id }: { readonly id: string }) {
  const landfall = useLandfall();
  const query = useQuery({
    queryKey: ["schedule", id],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) => landfall.schedules.get(id, { signal }),
  });
  return <QueryState query={query}>{(base) => <Form base={base} />}</QueryState>;
}

function Form({ base }: { readonly base: Schedule | null }) {
  const landfall = useLandfall();
  const queries = useQueryClient();
  const notices = useNotices();
  const [, go] = useLocation();
  const [initial] = useState(() =>
    base === null ? emptyForm(localZone) : formOf(base, serverNow(), localZone),
  );
  const [deed] = useState<Deed>(() => (base === null ? { kind: "create" } : { kind: "clone", id: base.id }));
  const send = async (request: CreateScheduleRequest) => {
    let isReplayed = false;
    const onResponse = ({ headers }: Pick<Response, "headers">) => {
      isReplayed = headers.get("idempotent-replayed") === "true";
    };
    const made =
      base === null
        ? await landfall.schedules.create(request, { onResponse })
        : await landfall.schedules.clone(base.id, request, { onResponse });
    noteNew(queries, made);
    const deedDone = base === null ? "Created" : "Cloned as";
    notices.done(`${isReplayed ? "Made before with this key:" : deedDone} ${made.name ?? made.id}`);
    go(`/schedules/${made.id}`);
    return made;
  };
  const state = useScheduleForm(deed, initial, send);
  return (
    <ScheduleForm
      state={state}
      deed={deed}
      base={base}
      action={base === null ? "Create schedule" : "Create the copy"}
    >
      <Link
        href={base === null ? "/schedules" : `/schedules/${base.id}`}
        className="button"
        data-kind="plain"
      >
        Leave
      </Link>
    </ScheduleForm>
  );
}
