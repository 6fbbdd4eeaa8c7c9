import { type UseQueryResult, useQuery, useQueryClient } from "@tanstack/react-query";
import { serverNow } from "../../now.ts";
import type { Delivery, Landfall } from "../../sdk.ts";
import { useLandfall } from "../../session/account.tsx";
import type { ApiFilter } from "./use-dead-letters.ts";

/** Dead letters to be sent again: these, or all that the filter meets and nobody has replayed. */
export type ReplayTarget =
  | { readonly ids: readonly string[]; readonly label: string }
  | {
      readonly filter: ApiFilter;
      readonly label: string;
      /** Number of them when it was last read. */
      readonly count: number;
      /** False: there may be more. */
      readonly isExact: boolean;
    };

/** Ways to send them again. */
export interface ReplayOptions {
  /** Go duration; empty: all at once. */
  readonly over: string;
  readonly freshKey: boolean;
}

/** A replay of many that was asked for. */
export interface ReplayRun {
  readonly label: string;
  /** An instant of the API just before the first was made. */
  readonly since: string;
  /** Null: all that a filter met. */
  readonly ids: readonly string[] | null;
  /** New deliveries that were made. */
  readonly made: number;
  readonly over: string;
}

/** Progress of a replay. */
export interface ReplayOutcomes {
  readonly succeeded: number;
  readonly failed: readonly Delivery[];
  readonly retrying: number;
  readonly waiting: number;
}

/** Most that one call replays. */
const mostACall = 10_000;
/** Looked through for the new deliveries. */
const mostPages = 100;

/** Number of dead letters that a target means. */
export function countOf(target: ReplayTarget): number {
  return "ids" in target ? target.ids.length : target.count;
}

/** Replays the dead letters. @param onMade called with the number replayed so far @throws LandfallError */
export async function sendAgain(
  landfall: Landfall,
  target: ReplayTarget,
  { over, freshKey }: ReplayOptions,
  onMade: (made: number) => void,
): Promise<ReplayRun> {
  // Clocks differ a little, and what was made before is told by what it sends again.
  const since = new Date(serverNow() - 5_000).toISOString();
  const how = { ...(over !== "" && { over }), ...(freshKey && { fresh_key: true }) };
  const ids = "ids" in target ? target.ids.slice(0, mostACall) : null;
  let made = 0;
  for (;;) {
    const which = "ids" in target ? { ids: target.ids.slice(0, mostACall) } : { filter: target.filter };
    const { replayed } = await landfall.deadLetters.replay({ ...which, ...how });
    made += replayed;
    onMade(made);
    if (ids !== null || replayed < mostACall) return { label: target.label, since, ids, made, over };
  }
}

const runKey = ["replay-run"];

/** The last replay of this visit; it stays when one looks at another page. */
export function useReplayRun(): readonly [ReplayRun | null, (run: ReplayRun | null) => void] {
  const queries = useQueryClient();
  const { data = null } = useQuery<ReplayRun | null>({
    queryKey: runKey,
    queryFn: () => queries.getQueryData<ReplayRun | null>(runKey) ?? null,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  });
  return [data, (run) => queries.setQueryData(runKey, run)];
}

/** Follows a replay until every new delivery has ended. */
export function useOutcomes(run: ReplayRun): UseQueryResult<ReplayOutcomes> {
  const landfall = useLandfall();
  return useQuery({
    queryKey: ["deliveries", "replay-run", run.since],
    queryFn: async ({ signal }): Promise<ReplayOutcomes> => {
      const meant = run.ids === null ? null : new Set(run.ids);
      const found: Delivery[] = [];
      let pages = 0;
      for await (const { data } of landfall.deliveries
        .list({ after: run.since, limit: 100 }, { signal })
        .pages()) {
        found.push(...data.filter(({ replay_of: of }) => of !== null && (meant === null || meant.has(of))));
        if (found.length >= run.made || ++pages >= mostPages) break;
      }
      return outcomesOf(found, run.made);
    },
    refetchInterval: ({ state }) => (state.data !== undefined && isOver(state.data) ? false : 1_500),
  });
}

/** True if none is open any more. */
export function isOver({ retrying, waiting }: ReplayOutcomes): boolean {
  return retrying === 0 && waiting === 0;
}

/** Counts the new deliveries by outcome. @param made number of replays; those without a delivery yet count as waiting */
export function outcomesOf(found: readonly Delivery[], made: number): ReplayOutcomes {
  const succeeded = found.filter(({ state }) => state === "succeeded").length;
  const retrying = found.filter(({ state }) => state === "retrying").length;
  const failed = found.filter(({ state }) =>
    ["dead_lettered", "expired", "canceled", "skipped"].includes(state),
  );
  return { succeeded, retrying, failed, waiting: Math.max(0, made - succeeded - retrying - failed.length) };
}
