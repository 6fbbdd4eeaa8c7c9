/**
 * Times that together make a change final once it is answered: no attempt with the earlier values starts
 * after the answer. They bound one another, so they stand together here.
 *
 * An attempt begins (the store moves it to `dispatching`) up to `beginsAheadMs` before it is due. It sends
 * its first byte within `startsWithinMs` of when the begin was sent to the store; if it takes longer, for
 * whatever reason, it asks the store again before that byte. A change that finds an attempt begun waits
 * `settlesWithinMs` before it answers. By then, every attempt that began before the change has started, or
 * has to ask the store and learns of the change.
 */
export const finality = {
  /** An attempt begins at most this many milliseconds before it is due. */
  beginsAheadMs: 250,
  /**
   * A begin, or a later answer that it still stands, allows the first byte for this long, in milliseconds of
   * a monotonic clock.
   */
  startsWithinMs: 1_200,
  /** A change waits this many milliseconds for attempts that had begun. */
  settlesWithinMs: 1_300,
  /**
   * A project's secrets are used for this long before they are read again, in milliseconds of a monotonic
   * clock. Nothing records which secrets sign a begun attempt, so a change of secrets always waits this long,
   * and then for the attempts that had begun.
   */
  secretsFreshMs: 500,
} as const;
