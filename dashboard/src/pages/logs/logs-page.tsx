import "./logs.css";
import { Link } from "wouter";
import { useFilters } from "../../data/use-filters.ts";
import { PageHead } from "../../frame/page-head.tsx";
import { useNow } from "../../now.ts";
import { EmptyState } from "../../ui/answer/empty-state.tsx";
import { Button } from "../../ui/input/button.tsx";
import { DataTable } from "../../ui/table/data-table.tsx";
import { relativeText } from "../../ui/value/instant-text.ts";
import { Badge } from "../../ui/value/state.tsx";
import { logColumns } from "./log-columns.tsx";
import { LogFilterBar, logQueryOf } from "./log-filters.tsx";
import { type HeldRows, useHeldRows } from "./use-held-rows.ts";
import { type LiveLog, useLiveLog } from "./use-live-log.ts";

/** Every attempt, newest first; new ones appear by themselves, unless one reads further down or pauses them. */
export function LogsPage() {
  const filters = useFilters();
  const query = logQueryOf(filters);
  const live = useLiveLog(query);
  const held = useHeldRows(live.rows, JSON.stringify(query));
  return (
    <>
      <PageHead title="Logs" badge={<LiveBadge live={live} held={held} />}>
        {held.isPaused ? (
          <Button kind="primary" icon="right" onClick={held.follow}>
            Resume
          </Button>
        ) : (
          <Button icon="pause" onClick={held.pause}>
            Pause
          </Button>
        )}
      </PageHead>
      <LogFilterBar filters={filters} />
      {live.isBehind && (
        <p className="quiet small">
          More happens than can be listed here as it comes; narrow it by a filter.
        </p>
      )}
      {held.fresh > 0 && (
        <div className="log-news">
          <Button small kind="primary" onClick={held.follow}>
            {`${held.fresh.toLocaleString("en")} new; show them`}
          </Button>
        </div>
      )}
      <div className="panel">
        <DataTable
          label="Attempts"
          listing={{
            rows: held.rows,
            isLoading: live.isLoading,
            isLoadingMore: live.isLoadingMore,
            error: live.error,
            hasMore: live.hasMore,
            paused: false,
            pages: 1,
            loadMore: live.loadMore,
            retry: () => location.reload(),
          }}
          columns={logColumns}
          idOf={({ id }) => id}
          href={({ delivery_id }) => `/deliveries/${delivery_id}`}
          empty={<NoAttempts isFiltered={Object.keys(query).length > 0} />}
        />
      </div>
    </>
  );
}

function LiveBadge({ live, held }: { readonly live: LiveLog; readonly held: HeldRows }) {
  const now = useNow();
  const [tone, text] =
    live.lostAt !== null
      ? ([
          "bad",
          `Not live: no answer since ${relativeText(live.lostAt, now)}; what happens meanwhile is shown then`,
        ] as const)
      : held.isPaused
        ? (["warn", held.fresh === 0 ? "Paused" : `Paused, ${held.fresh} new`] as const)
        : held.isFollowing
          ? (["good", "Live"] as const)
          : (["calm", "Stands still while you read"] as const);
  return (
    <span className="log-status" role="status">
      <Badge tone={tone}>{text}</Badge>
    </span>
  );
}

function NoAttempts({ isFiltered }: { readonly isFiltered: boolean }) {
  return (
    <EmptyState icon="logs" title={isFiltered ? "None matches these filters." : "No attempts yet"}>
      <p>
        {isFiltered ? (
          <>
            One that does appears here by itself. <Link href="/logs">Take the filters away</Link>
          </>
        ) : (
          "An attempt appears here when it ends."
        )}
      </p>
    </EmptyState>
  );
}
