import { isMisfire, keptMisfires, storedMisfire } from "../../rules/misfire.ts";
import {
  type ClaimedDelivery,
  findNthNewestOccurrences,
  type SchedulePolicies,
  type Store,
} from "../../store/for-dispatcher.ts";

/** Verdicts on claimed occurrences that were not claimed in time. */
export interface MisfireVerdicts {
  /** Not sent, by their schedule's misfire policy. */
  readonly skipped: readonly ClaimedDelivery[];
  /** Looked at again later: later occurrences of the schedule are still to be emitted. */
  readonly undecided: readonly ClaimedDelivery[];
}

/**
 * Judges occurrences that are overdue by more than their schedule's grace although nothing held them back,
 * because no dispatcher ran. The emitter applies the same rule (`rules/misfire`) to occurrences that it
 * plans too late; this covers those planned in time.
 *
 * @param policies of the schedules, by id in hex
 */
export async function judgeMisfires(
  store: Store,
  claimed: readonly ClaimedDelivery[],
  policies: ReadonlyMap<string, SchedulePolicies>,
  now: number,
): Promise<MisfireVerdicts> {
  const late = claimed.flatMap((delivery) => {
    const policy = policies.get(delivery.scheduleId.toString("hex"));
    const missed = policy && delivery.attemptCount === 0 && delivery.reason === null;
    return missed && isMisfire(delivery.scheduledFor, now, storedMisfire(policy))
      ? [{ delivery, policy }]
      : [];
  });
  const undecided = late.filter(({ policy }) => isBehind(policy, now));
  const decided = late.filter((each) => !undecided.includes(each));
  const kept = await oldestKept(
    store,
    decided.map(({ policy }) => policy),
    now,
  );
  return {
    skipped: decided
      .filter(({ delivery, policy }) => isSkipped(delivery, policy, kept))
      .map(({ delivery }) => delivery),
    undecided: undecided.map(({ delivery }) => delivery),
  };
}

/**
 * True if the emitter has more late occurrences to write. For an exhausted schedule it has none: it comes back
 * when the next occurrence falls due, which may be a day ahead, and does not send that.
 */
function isBehind({ state, emitAt, plannedThrough }: SchedulePolicies, now: number): boolean {
  return emitAt !== null && (plannedThrough ?? 0) < now && state !== "exhausted";
}

function isSkipped(
  delivery: ClaimedDelivery,
  policy: SchedulePolicies,
  kept: ReadonlyMap<string, number | null>,
): boolean {
  if (keptMisfires(storedMisfire(policy)) === 0) return true;
  const oldest = kept.get(policy.id.toString("hex")) ?? null;
  return oldest !== null && delivery.scheduledFor < oldest;
}

/** For each schedule, the oldest late occurrence that is still sent; null if all are. */
async function oldestKept(
  store: Store,
  policies: readonly SchedulePolicies[],
  now: number,
): Promise<Map<string, number | null>> {
  const distinct = [...new Map(policies.map((policy) => [policy.id.toString("hex"), policy])).values()];
  const found = await findNthNewestOccurrences(
    store,
    distinct.map((policy) => ({
      scheduleId: policy.id,
      before: now - policy.misfireGraceMs,
      nth: Math.max(keptMisfires(storedMisfire(policy)), 1),
    })),
  );
  return new Map(distinct.map((policy, index) => [policy.id.toString("hex"), found[index] ?? null]));
}
