import { isMisfire, keptMisfires, storedMisfire } from "../../rules/misfire.ts";
import {
  type ClaimedDelivery,
  findNthNewestOccurrences,
  type SchedulePolicies,
  type Store,
} from "../../store/for-dispatcher.ts";

/** Describes what becomes of claimed occurrences that nothing looked at in time. */
export interface MisfireVerdicts {
  /** Not sent: the policy of their schedule says so. */
  readonly skipped: readonly ClaimedDelivery[];
  /** To be looked at again: occurrences that fell due after them are still to be emitted. */
  readonly undecided: readonly ClaimedDelivery[];
}

/**
 * Judges occurrences that fell due longer ago than their schedule's grace and that nothing held back: nothing ran.
 * The emitter judges by the same rule what it plans too late (`rules/misfire`); here it is for what was planned in
 * time and then lay there.
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
  const undecided = late.filter(({ policy }) => policy.emitAt !== null && (policy.plannedThrough ?? 0) < now);
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

function isSkipped(
  delivery: ClaimedDelivery,
  policy: SchedulePolicies,
  kept: ReadonlyMap<string, number | null>,
): boolean {
  if (keptMisfires(storedMisfire(policy)) === 0) return true;
  const oldest = kept.get(policy.id.toString("hex")) ?? null;
  return oldest !== null && delivery.scheduledFor < oldest;
}

/** Of each schedule's late occurrences the oldest one that is still sent; null: all are. */
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
