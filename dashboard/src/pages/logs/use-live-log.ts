import { useEffect, useRef, useState } from "react";
import { serverNow } from "../../now.ts";
import type { Landfall, LogEntry } from "../../sdk.ts";
import { useLandfall } from "../../session/account.tsx";
import { LogWindow } from "./log-window.ts";

/** Filters of the log. */
export type LogQuery = NonNullable<Parameters<Landfall["logs"]["list"]>[0]>;

/** The log as it grows at its top. */
export interface LiveLog {
  /** Newest first. */
  readonly rows: readonly LogEntry[];
  readonly isLoading: boolean;
  /** Set only while there is nothing to show. */
  readonly error: unknown;
  /** Since when no look was answered; null: the last one was. */
  readonly lostAt: number | null;
  /** True if more came in one look than are listed. */
  readonly isBehind: boolean;
  readonly hasMore: boolean;
  readonly isLoadingMore: boolean;
  loadMore(): void;
}

const lookEveryMs = 1_500;
/** Pages of a hundred of one look. */
const pagesALook = 10;

interface State extends Omit<LiveLog, "loadMore"> {
  readonly next: string | null;
}

const empty: State = {
  rows: [],
  isLoading: true,
  error: null,
  lostAt: null,
  isBehind: false,
  hasMore: false,
  isLoadingMore: false,
  next: null,
};

/** Follows the log: the newest page, then looks that overlap, so that an attempt that ends late is not missed. */
export function useLiveLog(query: LogQuery): LiveLog {
  const landfall = useLandfall();
  const [state, setState] = useState<State>(empty);
  const log = useRef(new LogWindow(serverNow()));
  const key = JSON.stringify(query);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the query
  useEffect(() => {
    const stop = new AbortController();
    log.current = new LogWindow(serverNow());
    setState(empty);
    void follow(landfall, query, log.current, stop.signal, setState);
    return () => stop.abort();
  }, [landfall, key]);
  const loadMore = () => {
    if (state.next === null || state.isLoadingMore) return;
    const current = log.current;
    setState((now) => ({ ...now, isLoadingMore: true }));
    landfall.logs.list({ ...query, limit: 100, cursor: state.next }).then(
      ({ data, next_cursor: next }) => {
        if (current !== log.current) return;
        current.older(data);
        setState((now) => ({
          ...now,
          rows: current.rows,
          next,
          hasMore: next !== null,
          isLoadingMore: false,
        }));
      },
      () => setState((now) => ({ ...now, isLoadingMore: false })),
    );
  };
  return { ...state, loadMore };
}

/** Looks again and again until it is stopped. */
async function follow(
  landfall: Landfall,
  query: LogQuery,
  log: LogWindow,
  signal: AbortSignal,
  set: (change: (now: State) => State) => void,
): Promise<void> {
  for (let isFirst = true; !signal.aborted; await pause(lookEveryMs, signal)) {
    const askedAt = serverNow();
    try {
      if (isFirst) {
        const { data, next_cursor: next } = await landfall.logs.list({ ...query, limit: 100 }, { signal });
        log.older(data);
        set((now) => ({ ...now, next, hasMore: next !== null }));
        isFirst = false;
      } else {
        const isBehind = await lookOnce(landfall, query, log, askedAt, signal);
        set((now) => ({ ...now, isBehind }));
      }
      set((now) => ({ ...now, rows: log.rows, isLoading: false, lostAt: null, error: null }));
    } catch (error) {
      if (signal.aborted) return;
      set((now) => ({
        ...now,
        isLoading: false,
        lostAt: now.lostAt ?? askedAt,
        error: log.rows.length === 0 ? error : null,
      }));
    }
  }
}

/** True if there was more than one look takes. */
async function lookOnce(
  landfall: Landfall,
  query: LogQuery,
  log: LogWindow,
  askedAt: number,
  signal: AbortSignal,
): Promise<boolean> {
  const after = log.after(askedAt);
  const found: LogEntry[] = [];
  let pages = 0;
  let isBehind = false;
  const listing = landfall.logs.list(
    { ...query, after: new Date(after).toISOString(), limit: 100 },
    { signal },
  );
  for await (const page of listing.pages()) {
    found.push(...page.data);
    if (++pages < pagesALook) continue;
    isBehind = page.next_cursor !== null;
    break;
  }
  log.look(found, after, askedAt);
  return isBehind;
}

/** Waits; ends at once when it is stopped. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    const timer = setTimeout(done, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      done();
    });
  });
}
