import type { MisfireChoice } from "../store/for-rules.ts";

/** Policy for occurrences that fell due while nothing ran. */
export interface MisfirePolicy {
  readonly policy: MisfireChoice;
  /** An occurrence that is late by no more than this counts as on time, under any policy. */
  readonly graceMs: number;
  /** With `all`: number of late occurrences that are sent, counted from the newest. From 0. */
  readonly max: number;
}

/** True if an occurrence is so late that the policy decides about it. */
export function isMisfire(dueAt: number, now: number, { graceMs }: MisfirePolicy): boolean {
  return now - dueAt > graceMs;
}

/**
 * Returns how many of the late occurrences are sent, counted from the newest: `once` one, `all` up to `max`,
 * `skip` none.
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
  // The instants ascend, so the late ones come first and the newest late one is the last of these.
  return dueAts.map((_, index) => (index >= lateCount - keptCount ? "send" : "skip"));
}

/** Builds the policy from the columns of a schedule. */
export function storedMisfire(schedule: {
  readonly misfirePolicy: string;
  readonly misfireGraceMs: number;
  readonly misfireMax: number;
}): MisfirePolicy {
  const { misfirePolicy, misfireGraceMs, misfireMax } = schedule;
  const policy = misfirePolicy === "all" || misfirePolicy === "skip" ? misfirePolicy : "once";
  return { policy, graceMs: misfireGraceMs, max: misfireMax };
}
