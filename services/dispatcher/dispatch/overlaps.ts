import {
  findOpenOccurrences,
  type OpenOccurrence,
  type OverlapPolicy,
  type Store,
} from "../../store/for-dispatcher.ts";
import type { Held } from "./held.ts";
import { overlapDecision } from "./overlap.ts";

/** Held occurrences by what their schedule's overlap policy allows. */
export interface OverlapVerdicts {
  readonly send: readonly Held[];
  readonly wait: readonly Held[];
  readonly skip: readonly Held[];
}

/**
 * Judges occurrences that are about to begin against the unsettled earlier ones of their schedules. Free
 * for schedules that allow overlaps; one read for all others of a batch.
 */
export async function judgeOverlaps(
  store: Store,
  batch: readonly Held[],
  now: number,
): Promise<OverlapVerdicts> {
  const guarded = batch.filter((held) => overlapOf(held) !== "allow" && held.claimed.attemptCount === 0);
  if (guarded.length === 0) return { send: batch, wait: [], skip: [] };
  const scheduleIds = new Map(
    guarded.map(({ claimed }) => [claimed.scheduleId.toString("hex"), claimed.scheduleId]),
  );
  const latest = Math.max(now, ...guarded.map(({ claimed }) => claimed.scheduledFor));
  const open = await findOpenOccurrences(store, [...scheduleIds.values()], latest);
  const bySchedule = Map.groupBy(open, ({ scheduleId }) => scheduleId.toString("hex"));
  const verdicts = { send: [] as Held[], wait: [] as Held[], skip: [] as Held[] };
  for (const held of batch) verdicts[verdict(held, bySchedule)].push(held);
  return verdicts;
}

function verdict(held: Held, open: ReadonlyMap<string, OpenOccurrence[]>): "send" | "wait" | "skip" {
  const { claimed } = held;
  const overlap = overlapOf(held);
  if (overlap === "allow" || claimed.attemptCount > 0) return "send";
  const earlier = (open.get(claimed.scheduleId.toString("hex")) ?? []).filter(
    ({ id, scheduledFor }) => scheduledFor < claimed.scheduledFor && !id.equals(claimed.id),
  );
  return overlapDecision(overlap, {
    open: earlier.some(({ reason }) => reason !== "overlap"),
    buffered: earlier.some(({ reason }) => reason === "overlap"),
  });
}

function overlapOf({ policies }: Held): OverlapPolicy {
  return policies?.overlap ?? "allow";
}
