/** Says what becomes of occurrences that fell due while nothing ran. */
export interface MisfirePolicy {
  readonly policy: "all" | "once" | "skip";
  /** An occurrence no later than this is on time, whatever the policy. */
  readonly graceMs: number;
  /** With `all`: how many of the late ones are sent, the newest. From 0. */
  readonly max: number;
}

/** True for an occurrence that the policy decides about. */
export function isMisfire(dueAt: number, now: number, { graceMs }: MisfirePolicy): boolean {
  return now - dueAt > graceMs;
}

/**
 * Returns how many of the late occurrences are sent, the newest of them: `once` one, `all` the newest `max`, `skip`
 * none.
 */
export function keptMisfires({ policy, max }: MisfirePolicy): number {
  return { all: max, once: 1, skip: 0 }[policy];
}

/**
 * Decides for each occurrence that fell due whether it is sent or becomes a `skipped` delivery (`misfire`).
 *
 * @param dueAts ascending
 */
export function misfireDecisions(
  dueAts: readonly number[],
  now: number,
  misfire: MisfirePolicy,
): ("send" | "skip")[] {
  const lateCount = dueAts.filter((dueAt) => isMisfire(dueAt, now, misfire)).length;
  const keptCount = keptMisfires(misfire);
  // Ascending: the late ones come first, and the newest of them last.
  return dueAts.map((_, index) => (index >= lateCount - keptCount ? "send" : "skip"));
}

/** The policy of a schedule as the store has it. */
export function storedMisfire(schedule: {
  readonly misfirePolicy: string;
  readonly misfireGraceMs: number;
  readonly misfireMax: number;
}): MisfirePolicy {
  const { misfirePolicy, misfireGraceMs, misfireMax } = schedule;
  const policy = misfirePolicy === "all" || misfirePolicy === "skip" ? misfirePolicy : "once";
  return { policy, graceMs: misfireGraceMs, max: misfireMax };
}
