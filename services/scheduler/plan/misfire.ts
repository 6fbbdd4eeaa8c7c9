/** What becomes of occurrences that fell due while nothing ran. */
export interface MisfirePolicy {
  policy: "all" | "once" | "skip";
  /** An occurrence no later than this is on time, whatever the policy. */
  graceMs: number;
  /** With `all`: how many of the late ones are sent, the newest. From 0. */
  max: number;
}

/**
 * For each occurrence that fell due, whether it is sent or becomes a `skipped` delivery
 * (`misfire`). Late ones, by more than the grace: `once` sends the newest alone, `all` the newest
 * `max`, `skip` none.
 *
 * @param dueAts ascending
 */
export function misfireDecisions(
  dueAts: readonly number[],
  now: number,
  misfire: MisfirePolicy,
): ("send" | "skip")[] {
  const lateCount = dueAts.filter((dueAt) => now - dueAt > misfire.graceMs).length;
  const keptCount = { all: misfire.max, once: 1, skip: 0 }[misfire.policy];
  // Ascending: the late ones come first, and the newest of them last.
  return dueAts.map((_, index) => (index >= lateCount - keptCount ? "send" : "skip"));
}
