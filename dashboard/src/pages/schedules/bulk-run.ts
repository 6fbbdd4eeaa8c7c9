import { isLandfallError, type Landfall, type Schedule, type ScheduleState } from "../../sdk.ts";
import type { ScheduleQuery } from "./use-schedule-filters.ts";

/** An action on all that match. */
export type BulkVerb =
  /** Stops the active ones until they are resumed. */
  | "pause"
  /** Resumes all that are paused. */
  | "resume"
  /** Ends the active and the paused ones for good. */
  | "cancel";

/** Progress of such an action. */
export interface BulkProgress {
  readonly done: readonly string[];
  /** Those that could not, with the reason; they changed their state meanwhile, for example. */
  readonly failed: readonly { readonly id: string; readonly message: string }[];
}

/** States that an action applies to. */
export const statesFor: Readonly<Record<BulkVerb, readonly ScheduleState[]>> = {
  pause: ["active"],
  resume: ["paused"],
  cancel: ["active", "paused"],
};

/** Calls on the way at a time: fast enough for thousands, and no burden to the service. */
const atOnce = 4;

/** Counts the schedules that match and are in a state that the action applies to; null if they are too many to count. */
export async function countMatching(
  landfall: Landfall,
  verb: BulkVerb,
  query: ScheduleQuery,
  signal: AbortSignal,
): Promise<number | null> {
  const totals = await Promise.all(
    applicable(verb, query).map(async (state) => {
      const page = await landfall.schedules.list(
        { ...query, state, limit: 1, include_total: true },
        { signal },
      );
      return page.total ?? null;
    }),
  );
  return totals.reduce<number | null>((sum, each) => (sum === null || each === null ? null : sum + each), 0);
}

/** Ids of all that match, page by page. */
export async function* idsMatching(
  landfall: Landfall,
  verb: BulkVerb,
  query: ScheduleQuery,
  signal: AbortSignal,
): AsyncGenerator<string> {
  for (const state of applicable(verb, query)) {
    for await (const { id } of landfall.schedules.list({ ...query, state, limit: 100 }, { signal })) yield id;
  }
}

/**
 * Does it to each, a few at a time, until all are through or it is stopped.
 *
 * @param note called after each with how far it is
 */
export async function runBulk(
  landfall: Landfall,
  verb: BulkVerb,
  ids: AsyncIterator<string> | Iterator<string>,
  signal: AbortSignal,
  note: (progress: BulkProgress) => void,
): Promise<void> {
  const done: string[] = [];
  const failed: { id: string; message: string }[] = [];
  const go = async () => {
    while (!signal.aborted) {
      const next = await ids.next();
      if (next.done || signal.aborted) return;
      try {
        await patiently(() => landfall.schedules[verb](next.value, { signal }), signal);
        done.push(next.value);
      } catch (error) {
        if (signal.aborted) return;
        failed.push({ id: next.value, message: error instanceof Error ? error.message : String(error) });
      }
      note({ done: [...done], failed: [...failed] });
    }
  };
  await Promise.all(Array.from({ length: atOnce }, go));
}

const longestWaitMs = 60_000;

/** Waits as long as the API asks when there were too many requests. */
async function patiently(call: () => Promise<Schedule>, signal: AbortSignal): Promise<Schedule> {
  for (;;) {
    try {
      return await call();
    } catch (error) {
      if (!isLandfallError(error) || error.status !== 429 || signal.aborted) throw error;
      const waitMs = Math.min(error.retryAfterMs ?? 1_000, longestWaitMs);
      await new Promise((resolve) => {
        const timer = setTimeout(resolve, waitMs);
        signal.addEventListener("abort", () => {
          clearTimeout(timer);
          resolve(null);
        });
      });
    }
  }
}

function applicable(verb: BulkVerb, { state }: ScheduleQuery): readonly ScheduleState[] {
  return statesFor[verb].filter((each) => state === undefined || each === state);
}
