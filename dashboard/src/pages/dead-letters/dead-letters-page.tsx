import "./dead-letters.css";
import { useQueryClient } from "@tanstack/react-query";
import { type KeyboardEvent, useMemo, useState } from "react";
import { type Filters, useFilters } from "../../data/use-filters.ts";
import { PageHead } from "../../frame/page-head.tsx";
import type { Delivery } from "../../sdk.ts";
import { useAccount } from "../../session/account.tsx";
import { Button } from "../../ui/input/button.tsx";
import { DataTable } from "../../ui/table/data-table.tsx";
import { type Chosen, isOfGroup, isOfKind, targetOf } from "./chosen.ts";
import { deadLetterColumns } from "./dead-letter-columns.tsx";
import { FilterBar, filterOf, kinds, NoDeadLetters } from "./dead-letter-filters.tsx";
import { GroupList } from "./group-list.tsx";
import { errorName, groupsBy, hostName } from "./groups.ts";
import { ReplayDialog } from "./replay-dialog.tsx";
import { ReplayProgress } from "./replay-progress.tsx";
import { countOf, type ReplayTarget, useReplayRun } from "./replay-run.ts";
import { listingOf, useDeadLetters } from "./use-dead-letters.ts";

/** Deliveries that failed for good, by error and by host, and the ways to send them again. */
export function DeadLettersPage() {
  const filters = useFilters();
  const { whyNot } = useAccount();
  const kind = filters.oneOf("replayed", kinds);
  const chosen = { error: filters.get("error"), host: filters.get("host") };
  const { key, filter } = filterOf(filters);
  const read = useDeadLetters(key, filter);
  const { data } = read.query;
  const meant = useMemo(() => (data?.rows ?? []).filter((each) => isOfKind(each, kind)), [data, kind]);
  const rows = meant.filter((each) => isOfGroup(each, chosen));
  const [target, setTarget] = useState<ReplayTarget | null>(null);
  const [run, setRun] = useReplayRun();
  const queries = useQueryClient();
  const replayOne = (delivery: Delivery) =>
    setTarget({ ids: [delivery.id], label: `to ${delivery.endpoint}` });
  // biome-ignore lint/correctness/useExhaustiveDependencies: replayOne only sets a state
  const columns = useMemo(() => deadLetterColumns(whyNot("replay"), replayOne), [whyNot]);
  const press = (event: KeyboardEvent) => {
    const row = rowOf(event, rows);
    if (row !== null && row.replayed_at === null && whyNot("replay") === null) replayOne(row);
  };
  // Rows of the previous filters stay visible while the new ones load; they must not be replayed.
  const all = read.query.isPlaceholderData ? null : targetOf(rows, chosen, filter, data);
  return (
    <>
      <PageHead title="Dead letters">
        <Button
          kind="primary"
          icon="retry"
          whyNot={whyNot("replay") ?? (all === null ? noneText(read.query.isPlaceholderData) : null)}
          onClick={() => setTarget(all)}
        >
          {replayText(all, chosen)}
        </Button>
      </PageHead>
      <FilterBar filters={filters} />
      {run !== null && <ReplayProgress run={run} onClose={() => setRun(null)} />}
      {meant.length > 0 && <Groups meant={meant} chosen={chosen} filters={filters} />}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: keys of the rows inside */}
      <div className="panel" onKeyDown={press}>
        <DataTable
          label="Dead letters"
          listing={listingOf(read, rows)}
          columns={columns}
          idOf={({ id }) => id}
          href={({ id }) => `/deliveries/${id}`}
          empty={<NoDeadLetters filters={filters} />}
        />
      </div>
      {target !== null && (
        <ReplayDialog
          target={target}
          onClose={() => setTarget(null)}
          onSent={(sent) => {
            setTarget(null);
            setRun(sent);
            void queries.invalidateQueries({ queryKey: ["dead-letters"] });
          }}
        />
      )}
    </>
  );
}

function noneText(isCounting: boolean): string {
  return isCounting ? "Still counting." : "None that matches waits for a replay.";
}

/** "Replay all (7)", "Replay this group (1,000+)" */
function replayText(all: ReplayTarget | null, { error, host }: Chosen): string {
  const which = error === null && host === null ? "all" : "this group";
  if (all === null) return `Replay ${which}`;
  const more = "filter" in all && !all.isExact ? "+" : "";
  return `Replay ${which} (${countOf(all).toLocaleString("en")}${more})`;
}

function Groups({
  meant,
  chosen,
  filters,
}: {
  readonly meant: readonly Delivery[];
  readonly chosen: Chosen;
  readonly filters: Filters;
}) {
  const ofError = meant.filter((each) => isOfGroup(each, { ...chosen, host: null }));
  const ofHost = meant.filter((each) => isOfGroup(each, { ...chosen, error: null }));
  return (
    <div className="group-panels">
      <GroupList
        title="By error"
        groups={groupsBy(ofHost, errorName)}
        chosen={chosen.error}
        onChoose={(name) => filters.set("error", name)}
      />
      <GroupList
        title="By host"
        groups={groupsBy(ofError, hostName)}
        chosen={chosen.host}
        withExample={false}
        onChoose={(name) => filters.set("host", name)}
      />
    </div>
  );
}

/** The row that `r` was pressed on. */
function rowOf(event: KeyboardEvent, rows: readonly Delivery[]): Delivery | null {
  const { target, key, ctrlKey, metaKey, altKey } = event;
  if (key !== "r" || ctrlKey || metaKey || altKey) return null;
  if (!(target instanceof HTMLElement) || !target.matches("tr[data-row]")) return null;
  return rows[Number(target.dataset.index)] ?? null;
}
